-- Who may do what: one policy per table, persona and command, and a grant beside each. `app.allow` writes both, so that
-- neither stands without the other. Sources/Schema/Isolation/matrix.txt says the same once more, to be compared.
--
-- Personas inside one store compare store_id with the setting that app.enter made: an index condition without a
-- sub-select. `authenticated` spans stores, reads only, and uses arrays.

CREATE FUNCTION app.allow(
    target text,
    persona text,
    -- Letters of S, I, U, D.
    commands text,
    condition text,
    -- Columns the grant is limited to; NULL: all of them.
    readable text[] DEFAULT NULL,
    insertable text[] DEFAULT NULL,
    updatable text[] DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    schema_name text := COALESCE(NULLIF(split_part(target, '.', 2), ''), 'public');
    letter text;
    command text;
    columns text[];
BEGIN
    IF schema_name <> 'public' THEN
        schema_name := split_part(target, '.', 1);
    END IF;
    FOREACH letter IN ARRAY string_to_array(commands, NULL) LOOP
        command := CASE letter WHEN 'S' THEN 'SELECT' WHEN 'I' THEN 'INSERT' WHEN 'U' THEN 'UPDATE' ELSE 'DELETE' END;
        columns := CASE letter WHEN 'S' THEN readable WHEN 'I' THEN insertable WHEN 'U' THEN updatable END;
        EXECUTE format(
            'CREATE POLICY %I ON %I.%I FOR %s TO %I %s',
            concat_ws('_', persona, 'may', lower(command)), schema_name, split_part('.' || target, '.', -1),
            command, persona,
            CASE letter
                WHEN 'I' THEN format('WITH CHECK (%s)', condition)
                WHEN 'U' THEN format('USING (%1$s) WITH CHECK (%1$s)', condition)
                ELSE format('USING (%s)', condition)
            END);
        EXECUTE format(
            'GRANT %s %s ON %I.%I TO %I', command,
            '(' || (SELECT string_agg(quote_ident(c), ', ') FROM unnest(columns) AS c) || ')',
            schema_name, split_part('.' || target, '.', -1), persona);
    END LOOP;
END
$$;

-- All columns of a table but some.
CREATE FUNCTION app.columns_but(target regclass, VARIADIC hidden text[]) RETURNS text[]
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = target AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> ALL (hidden)
$$;

-- Row level security everywhere, and none of the privileges that a host grants by default.
DO $$
DECLARE
    target record;
BEGIN
    FOR target IN
        SELECT c.oid::regclass AS name, c.relnamespace::regnamespace AS home
        FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
          AND (c.relnamespace IN ('public'::regnamespace, 'partitions'::regnamespace)
               OR c.oid IN (to_regclass('auth.users'), to_regclass('auth.identities'), to_regclass('auth.sessions'),
                            to_regclass('auth.refresh_tokens')))
          -- An existing auth schema is its host's.
          AND (c.relnamespace <> to_regnamespace('auth') OR to_regclass('auth.schema_migrations') IS NULL)
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target.name);
        IF target.home <> 'auth'::regnamespace THEN
            EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, anon, authenticated, service_role, shopper, store_owner,
                store_staff, billing', target.name);
        END IF;
    END LOOP;
END
$$;

-- ── service_role: the entered store, or every store when none was entered ────────────────────────────────────────────

SELECT app.allow(t, 'service_role', 'SIUD', 'app.store_id() IS NULL OR store_id = app.store_id()')
FROM unnest(ARRAY[
    'staff', 'staff_invitations', 'api_keys',
    'categories', 'products', 'product_options', 'product_variants', 'slug_redirects',
    'customers', 'cart_items', 'orders', 'order_items', 'fulfilments', 'fulfilment_items', 'returns',
    'payments', 'refunds', 'stripe_events',
    'pages', 'page_revisions', 'store_policies',
    'analytics_events', 'analytics_sessions', 'analytics_summary',
    'system_api_keys', 'email_configurations', 'analytics_configurations',
    'idempotency_keys', 'outbox', 'jobs', 'import_runs', 'import_row_errors'
]) AS t;

SELECT app.allow(t, 'service_role', 'S', 'app.store_id() IS NULL OR store_id = app.store_id()')
FROM unnest(ARRAY[
    'store_usage', 'order_counters', 'stock_levels', 'stock_movements', 'stock_reservations', 'stock_refreshes',
    'policy_revisions'
]) AS t;

-- Append only.
SELECT app.allow(t, 'service_role', 'SI', 'app.store_id() IS NULL OR store_id = app.store_id()')
FROM unnest(ARRAY['order_events', 'audit_log']) AS t;

SELECT app.allow('stores', 'service_role', 'SIU', 'app.store_id() IS NULL OR id = app.store_id()',
    readable => app.columns_but('public.stores', 'stripe_webhook_secret'),
    insertable => app.columns_but('public.stores', 'stripe_webhook_secret', 'subscription_status', 'trial_expires_at',
        'is_open'),
    updatable => app.columns_but('public.stores', 'stripe_webhook_secret', 'subscription_status', 'trial_expires_at',
        'id', 'store_owner_id', 'created_at', 'is_open'));
SELECT app.allow('store_owners', 'service_role', 'SIU', 'app.store_id() IS NULL',
    insertable => ARRAY['id', 'email', 'google_id', 'apple_id', 'display_name'],
    updatable => ARRAY['email', 'google_id', 'apple_id', 'display_name']);
SELECT app.allow(t, 'service_role', 'S', 'true')
FROM unnest(ARRAY['plan_limits', 'staff_permissions']) AS t;
SELECT app.allow('store_owner_subscriptions', 'service_role', 'S', 'app.store_id() IS NULL');
SELECT app.allow('dashboard_sessions', 'service_role', 'SIUD', 'app.store_id() IS NULL');

DO $$
BEGIN
    IF to_regclass('auth.schema_migrations') IS NULL THEN
        PERFORM app.allow(t, 'service_role', 'SIUD', 'app.store_id() IS NULL')
        FROM unnest(ARRAY['auth.users', 'auth.identities', 'auth.sessions', 'auth.refresh_tokens']) AS t;
        PERFORM app.allow('auth.users', 'sellusgenie_definer', 'S', 'true', ARRAY['id', 'email']);
    END IF;
END
$$;

-- ── billing: plans and subscriptions, and nothing of any store's business ────────────────────────────────────────────

SELECT app.allow('store_owner_subscriptions', 'billing', 'SIUD', 'true');
SELECT app.allow('store_owners', 'billing', 'SU', 'true',
    readable => ARRAY['id', 'email', 'subscription_tier', 'trial_expires_at', 'stripe_customer_id', 'created_at'],
    updatable => ARRAY['stripe_customer_id']);
SELECT app.allow('stores', 'billing', 'S', 'true',
    readable => ARRAY['id', 'store_owner_id', 'store_name', 'store_slug', 'subscription_status', 'trial_expires_at',
        'is_active', 'deleted_at']);
SELECT app.allow('plan_limits', 'billing', 'SIUD', 'true');
SELECT app.allow('billing_events', 'billing', 'SIU', 'true');
SELECT app.allow('store_usage', 'billing', 'S', 'true');

-- ── anon and shopper: what the shop shows, and what is theirs ────────────────────────────────────────────────────────

SELECT app.allow('stores', visitor, 'S', 'id = app.store_id()',
    readable => ARRAY['id', 'store_name', 'store_slug', 'store_domain', 'store_tagline', 'is_active', 'is_open',
        'stripe_publishable_key', 'payment_enabled',
        'store_address_line1', 'store_address_line2', 'store_city', 'store_state', 'store_postal_code', 'store_country',
        'store_phone', 'store_email', 'logo_url', 'favicon_url', 'primary_color', 'secondary_color',
        'meta_title', 'meta_description', 'currency', 'currency_exponent', 'language', 'time_zone', 'template', 'theme',
        'tax_rate', 'prices_include_tax', 'shipping_flat_rate', 'shipping_free_from', 'created_at', 'updated_at'])
FROM unnest(ARRAY['anon', 'shopper']) AS visitor;

SELECT app.allow('categories', visitor, 'S', 'store_id = app.store_id() AND is_active'),
    app.allow('products', visitor, 'S', 'store_id = app.store_id() AND is_active'),
    app.allow('product_options', visitor, 'S', 'store_id = app.store_id() AND product_is_active'),
    app.allow('product_variants', visitor, 'S', 'store_id = app.store_id() AND is_active AND product_is_active'),
    app.allow('stock_levels', visitor, 'S', 'store_id = app.store_id()',
        readable => ARRAY['store_id', 'variant_id', 'product_id', 'available', 'tracked', 'backorder']),
    app.allow('slug_redirects', visitor, 'S', 'store_id = app.store_id()'),
    app.allow('pages', visitor, 'S', 'store_id = app.store_id() AND is_published',
        readable => app.columns_but('public.pages', 'scheduled_for', 'draft_revision_id', 'published_revision_id',
            'last_revision_number')),
    app.allow('store_policies', visitor, 'S', 'store_id = app.store_id()'),
    app.allow('analytics_configurations', visitor, 'S', 'store_id = app.store_id() AND is_active',
        readable => ARRAY['store_id', 'ga4_measurement_id', 'ga4_enabled', 'meta_pixel_id', 'meta_enabled'])
FROM unnest(ARRAY['anon', 'shopper']) AS visitor;

SELECT app.allow('cart_items', 'anon', 'SIUD', 'store_id = app.store_id() AND session_id = app.cart_id()',
    insertable => ARRAY['id', 'store_id', 'session_id', 'product_id', 'variant_id', 'quantity'],
    updatable => ARRAY['quantity']);
SELECT app.allow('cart_items', 'shopper', 'SIUD', 'store_id = app.store_id() AND customer_id = app.customer_id()',
    insertable => ARRAY['id', 'store_id', 'customer_id', 'product_id', 'variant_id', 'quantity'],
    updatable => ARRAY['quantity']);

SELECT app.allow('customers', 'shopper', 'SU', 'store_id = app.store_id() AND id = app.customer_id()',
    readable => app.columns_but('public.customers', 'notes', 'tags'),
    updatable => ARRAY['first_name', 'last_name', 'phone', 'date_of_birth',
        'shipping_address_line1', 'shipping_address_line2', 'shipping_city', 'shipping_state', 'shipping_postal_code',
        'shipping_country', 'billing_different_from_shipping', 'billing_address_line1', 'billing_address_line2',
        'billing_city', 'billing_state', 'billing_postal_code', 'billing_country',
        'accepts_marketing', 'marketing_consent_at', 'marketing_consent_source']);

SELECT app.allow('orders', visitor, 'S', condition,
    readable => app.columns_but('public.orders', 'notes', 'cart_session_id'))
FROM (VALUES
    ('anon', 'store_id = app.store_id() AND id = app.order_id()'),
    ('shopper', 'store_id = app.store_id() AND customer_id = app.customer_id()')
) AS own (visitor, condition);
-- The parts of the one order whose token was shown at the door.
SELECT app.allow('order_items', visitor, 'S', 'store_id = app.store_id() AND order_id = app.order_id()'),
    app.allow('fulfilments', visitor, 'S', 'store_id = app.store_id() AND order_id = app.order_id()'),
    app.allow('returns', visitor, 'S', 'store_id = app.store_id() AND order_id = app.order_id()'),
    app.allow('payments', visitor, 'S', 'store_id = app.store_id() AND order_id = app.order_id()',
        readable => ARRAY['id', 'store_id', 'order_id', 'provider', 'amount', 'currency', 'status', 'payment_method',
            'created_at']),
    app.allow('refunds', visitor, 'S', 'store_id = app.store_id() AND order_id = app.order_id()',
        readable => ARRAY['id', 'store_id', 'order_id', 'payment_id', 'amount', 'currency', 'status', 'created_at'])
FROM unnest(ARRAY['anon', 'shopper']) AS visitor;

-- ── store_owner: the entered store ───────────────────────────────────────────────────────────────────────────────────

SELECT app.allow('store_owners', 'store_owner', 'SU', 'id = app.user_id()', updatable => ARRAY['display_name']);
SELECT app.allow('store_owner_subscriptions', 'store_owner', 'S', 'store_owner_id = app.user_id()');
SELECT app.allow(t, 'store_owner', 'S', 'true') FROM unnest(ARRAY['plan_limits', 'staff_permissions']) AS t;

SELECT app.allow('stores', 'store_owner', 'SIU', 'store_owner_id = app.user_id()',
    readable => app.columns_but('public.stores', 'stripe_webhook_secret'),
    insertable => app.columns_but('public.stores', 'stripe_webhook_secret', 'subscription_status', 'trial_expires_at',
        'store_domain_token', 'store_domain_verified_at', 'suspended_at', 'suspended_reason', 'deleted_at', 'purge_after',
        'created_at', 'updated_at', 'is_open'),
    updatable => app.columns_but('public.stores', 'stripe_webhook_secret', 'subscription_status', 'trial_expires_at',
        'store_domain_token', 'store_domain_verified_at', 'suspended_at', 'suspended_reason',
        'id', 'store_owner_id', 'created_at', 'updated_at', 'is_open'));

SELECT app.allow(t, 'store_owner', 'SIUD', 'store_id = app.store_id()')
FROM unnest(ARRAY[
    'staff', 'categories', 'product_options', 'product_variants', 'slug_redirects', 'fulfilments', 'fulfilment_items',
    'returns', 'pages', 'page_revisions'
]) AS t;
SELECT app.allow('products', 'store_owner', 'SIUD', 'store_id = app.store_id()',
    insertable => app.columns_but('public.products', 'inventory_quantity', 'search_vector'),
    updatable => app.columns_but('public.products', 'inventory_quantity', 'search_vector', 'id', 'store_id', 'created_at'));
SELECT app.allow('store_policies', 'store_owner', 'SIU', 'store_id = app.store_id()');
SELECT app.allow('customers', 'store_owner', 'SIU', 'store_id = app.store_id()',
    insertable => app.columns_but('public.customers', 'user_id', 'total_spent', 'total_orders', 'erased_at'),
    updatable => app.columns_but('public.customers', 'id', 'store_id', 'user_id', 'total_spent', 'total_orders',
        'erased_at', 'created_at'));
SELECT app.allow('orders', 'store_owner', 'SU', 'store_id = app.store_id()',
    readable => app.columns_but('public.orders', 'cart_session_id'),
    updatable => ARRAY['status', 'payment_status', 'tracking_number', 'shipping_method', 'shipping_address',
        'billing_address', 'notes', 'shipped_at', 'delivered_at', 'cancelled_at', 'cancel_reason']);
SELECT app.allow('order_events', 'store_owner', 'SI', 'store_id = app.store_id()');
SELECT app.allow('payments', 'store_owner', 'S', 'store_id = app.store_id()',
    readable => app.columns_but('public.payments', 'stripe_client_secret'));
SELECT app.allow(t, 'store_owner', 'S', 'store_id = app.store_id()')
FROM unnest(ARRAY[
    'store_usage', 'order_items', 'refunds', 'stock_levels', 'stock_movements', 'stock_reservations', 'policy_revisions',
    'analytics_events', 'analytics_sessions', 'analytics_summary', 'audit_log', 'import_runs', 'import_row_errors'
]) AS t;
SELECT app.allow('staff_invitations', 'store_owner', 'SIU', 'store_id = app.store_id()',
    readable => app.columns_but('public.staff_invitations', 'token_hash'),
    updatable => ARRAY['revoked_at']);
SELECT app.allow('api_keys', 'store_owner', 'SIU', 'store_id = app.store_id()',
    readable => app.columns_but('public.api_keys', 'key_hash'),
    updatable => ARRAY['name', 'revoked_at']);
-- Secrets go in and do not come out.
SELECT app.allow('system_api_keys', 'store_owner', 'SIUD', 'store_id = app.store_id()',
    readable => app.columns_but('public.system_api_keys', 'encrypted_key'),
    updatable => ARRAY['encrypted_key', 'key_hint', 'is_active', 'expires_at']);
SELECT app.allow('email_configurations', 'store_owner', 'SIUD', 'store_id = app.store_id()',
    readable => app.columns_but('public.email_configurations', 'api_key_encrypted'));
SELECT app.allow('analytics_configurations', 'store_owner', 'SIUD', 'store_id = app.store_id()',
    readable => app.columns_but('public.analytics_configurations', 'ga4_api_secret', 'meta_access_token'));

-- ── store_staff: as the owner, by permission ─────────────────────────────────────────────────────────────────────────

SELECT app.allow(t, 'store_staff', 'S', format('store_id = app.store_id() AND app.may(%L)', area || '.read'),
    readable => CASE t
        WHEN 'orders' THEN app.columns_but('public.orders', 'cart_session_id')
        WHEN 'payments' THEN app.columns_but('public.payments', 'stripe_client_secret')
    END)
FROM (VALUES
    ('products', ARRAY['categories', 'products', 'product_options', 'product_variants', 'slug_redirects']),
    ('inventory', ARRAY['stock_levels', 'stock_movements', 'stock_reservations']),
    ('orders', ARRAY['orders', 'order_items', 'order_events', 'fulfilments', 'fulfilment_items', 'returns']),
    ('payments', ARRAY['payments', 'refunds']),
    ('customers', ARRAY['customers']),
    ('content', ARRAY['pages', 'page_revisions', 'store_policies', 'policy_revisions']),
    ('analytics', ARRAY['analytics_events', 'analytics_sessions', 'analytics_summary']),
    ('staff', ARRAY['staff']),
    ('audit', ARRAY['audit_log']),
    ('imports', ARRAY['import_runs', 'import_row_errors'])
) AS areas (area, tables), unnest(tables) AS t;

SELECT app.allow(t, 'store_staff', 'IUD', format('store_id = app.store_id() AND app.may(%L)', area || '.write'),
    insertable => CASE t WHEN 'products' THEN app.columns_but('public.products', 'inventory_quantity', 'search_vector') END,
    updatable => CASE t
        WHEN 'products' THEN app.columns_but('public.products', 'inventory_quantity', 'search_vector', 'id', 'store_id',
            'created_at')
    END)
FROM (VALUES
    ('products', ARRAY['categories', 'products', 'product_options', 'product_variants']),
    ('orders', ARRAY['fulfilments', 'fulfilment_items', 'returns']),
    ('content', ARRAY['pages', 'page_revisions'])
) AS areas (area, tables), unnest(tables) AS t;

SELECT app.allow('stores', 'store_staff', 'S', 'id = app.store_id()',
    readable => app.columns_but('public.stores', 'stripe_webhook_secret', 'store_domain_token', 'suspended_reason',
        'trial_expires_at', 'purge_after'));
SELECT app.allow('stores', 'store_staff', 'U', 'id = app.store_id() AND app.may(''store.write'')',
    updatable => ARRAY['store_name', 'store_tagline', 'store_address_line1', 'store_address_line2', 'store_city',
        'store_state', 'store_postal_code', 'store_country', 'store_phone', 'store_email', 'logo_url', 'favicon_url',
        'primary_color', 'secondary_color', 'meta_title', 'meta_description', 'theme']);
SELECT app.allow('store_policies', 'store_staff', 'U', 'store_id = app.store_id() AND app.may(''content.write'')',
    updatable => ARRAY['privacy_policy', 'terms_of_service', 'returns_policy', 'shipping_policy', 'about_us']);
SELECT app.allow('customers', 'store_staff', 'IU', 'store_id = app.store_id() AND app.may(''customers.write'')',
    insertable => app.columns_but('public.customers', 'user_id', 'total_spent', 'total_orders', 'erased_at'),
    updatable => app.columns_but('public.customers', 'id', 'store_id', 'user_id', 'total_spent', 'total_orders',
        'erased_at', 'created_at'));
SELECT app.allow('orders', 'store_staff', 'U', 'store_id = app.store_id() AND app.may(''orders.write'')',
    updatable => ARRAY['status', 'payment_status', 'tracking_number', 'shipping_method', 'shipping_address',
        'billing_address', 'notes', 'shipped_at', 'delivered_at', 'cancelled_at', 'cancel_reason']);
SELECT app.allow('order_events', 'store_staff', 'I', 'store_id = app.store_id() AND app.may(''orders.write'')');

-- ── owner and staff: what they did, and what is to be sent because of it, in the transaction that did it ──────────────

SELECT app.allow('audit_log', persona, 'I', 'store_id = app.store_id() AND actor_id = app.user_id()' || permitted),
    app.allow('outbox', persona, 'I', 'store_id = app.store_id()' || permitted,
        insertable => ARRAY['id', 'store_id', 'topic', 'entity_type', 'entity_id', 'payload', 'available_at'])
FROM (VALUES ('store_owner', ''), ('store_staff', ' AND app.may(''orders.write'')')) AS personas (persona, permitted);

-- ── authenticated: a plain Supabase token, which names no store. It reads what spans stores ──────────────────────────

SELECT app.allow('store_owners', 'authenticated', 'S', 'id = (SELECT app.claimed_user_id())');
SELECT app.allow('store_owner_subscriptions', 'authenticated', 'S', 'store_owner_id = (SELECT app.claimed_user_id())');
SELECT app.allow('plan_limits', 'authenticated', 'S', 'true');
SELECT app.allow('stores', 'authenticated', 'S', 'id = ANY (ARRAY(SELECT app.my_store_ids()))',
    readable => app.columns_but('public.stores', 'stripe_webhook_secret'));
SELECT app.allow(t, 'authenticated', 'S', 'store_id = ANY (ARRAY(SELECT app.my_store_ids()))')
FROM unnest(ARRAY[
    'store_usage', 'categories', 'products', 'product_options', 'product_variants', 'stock_levels', 'stock_movements',
    'order_items', 'fulfilments', 'fulfilment_items', 'returns', 'refunds', 'pages', 'page_revisions', 'store_policies',
    'policy_revisions', 'analytics_events', 'analytics_sessions', 'analytics_summary', 'audit_log'
]) AS t;
SELECT app.allow('payments', 'authenticated', 'S', 'store_id = ANY (ARRAY(SELECT app.my_store_ids()))',
    readable => app.columns_but('public.payments', 'stripe_client_secret'));
SELECT app.allow('customers', 'authenticated', 'S',
    'store_id = ANY (ARRAY(SELECT app.my_store_ids())) OR user_id = (SELECT app.claimed_user_id())',
    readable => app.columns_but('public.customers', 'notes', 'tags'));
SELECT app.allow('orders', 'authenticated', 'S',
    'store_id = ANY (ARRAY(SELECT app.my_store_ids())) OR customer_id = ANY (ARRAY(SELECT app.my_customer_ids()))',
    readable => app.columns_but('public.orders', 'notes', 'cart_session_id', 'public_token'));
CREATE INDEX orders_customer_id ON public.orders (customer_id);

-- ── sellusgenie_definer: what its functions touch ────────────────────────────────────────────────────────────────────

SELECT app.allow('store_owners', 'sellusgenie_definer', 'SU', 'true',
    readable => ARRAY['id', 'subscription_tier', 'trial_expires_at', 'stripe_customer_id'],
    updatable => ARRAY['subscription_tier', 'stripe_customer_id', 'trial_expires_at', 'updated_at']);
SELECT app.allow('store_owner_subscriptions', 'sellusgenie_definer', 'SI', 'true',
    readable => ARRAY['store_owner_id', 'plan_type', 'status', 'current_period_end', 'stripe_customer_id']);
SELECT app.allow('plan_limits', 'sellusgenie_definer', 'S', 'true');
SELECT app.allow('stores', 'sellusgenie_definer', 'SU', 'true',
    readable => ARRAY['id', 'store_owner_id', 'store_slug', 'store_domain', 'store_domain_verified_at', 'is_open',
        'deleted_at', 'language'],
    updatable => ARRAY['subscription_status', 'trial_expires_at', 'updated_at']);
SELECT app.allow('store_usage', 'sellusgenie_definer', 'SIU', 'true');
SELECT app.allow('order_counters', 'sellusgenie_definer', 'SIU', 'true');
SELECT app.allow('store_policies', 'sellusgenie_definer', 'I', 'true', insertable => ARRAY['store_id']);
SELECT app.allow('policy_revisions', 'sellusgenie_definer', 'SI', 'true');
SELECT app.allow('staff', 'sellusgenie_definer', 'S', 'true');
SELECT app.allow('staff_permissions', 'sellusgenie_definer', 'S', 'true');
SELECT app.allow('categories', 'sellusgenie_definer', 'S', 'true', readable => ARRAY['id', 'store_id', 'parent_id']);
SELECT app.allow('products', 'sellusgenie_definer', 'SU', 'true',
    updatable => ARRAY['price', 'compare_at_price', 'inventory_quantity', 'search_vector', 'updated_at']);
SELECT app.allow('product_options', 'sellusgenie_definer', 'SU', 'true',
    readable => ARRAY['store_id', 'product_id'], updatable => ARRAY['product_is_active', 'updated_at']);
SELECT app.allow('product_variants', 'sellusgenie_definer', 'SIU', 'true',
    updatable => ARRAY['product_is_active', 'track_inventory', 'price', 'compare_at_price', 'updated_at']);
SELECT app.allow('slug_redirects', 'sellusgenie_definer', 'SIUD', 'true');
SELECT app.allow(t, 'sellusgenie_definer', 'SIUD', 'true')
FROM unnest(ARRAY['stock_levels', 'stock_reservations', 'stock_refreshes']) AS t;
SELECT app.allow('stock_movements', 'sellusgenie_definer', 'SI', 'true');
SELECT app.allow('customers', 'sellusgenie_definer', 'SU', 'true',
    readable => ARRAY['id', 'store_id', 'user_id', 'is_active', 'erased_at', 'total_spent', 'total_orders'],
    updatable => ARRAY['total_spent', 'total_orders', 'updated_at']);
SELECT app.allow('orders', 'sellusgenie_definer', 'SU', 'true',
    readable => ARRAY['id', 'store_id', 'customer_id', 'public_token', 'refunded_amount', 'fulfillment_status'],
    updatable => ARRAY['refunded_amount', 'fulfillment_status', 'updated_at']);
SELECT app.allow('order_items', 'sellusgenie_definer', 'SU', 'true',
    readable => ARRAY['id', 'store_id', 'order_id', 'quantity', 'requires_shipping'],
    updatable => ARRAY['position']);
SELECT app.allow('fulfilments', 'sellusgenie_definer', 'S', 'true', readable => ARRAY['id', 'store_id', 'order_id', 'status']);
SELECT app.allow('fulfilment_items', 'sellusgenie_definer', 'S', 'true');

-- ── Functions: definers change hands, nobody executes what was not given to him ──────────────────────────────────────

GRANT CREATE ON SCHEMA app, public TO sellusgenie_definer;
DO $$
DECLARE
    definer regprocedure;
BEGIN
    FOR definer IN
        SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.prosecdef AND pg_has_role(p.proowner, 'USAGE')
          AND (p.pronamespace = 'app'::regnamespace
               OR p.oid IN ('public.generate_order_number(uuid)'::regprocedure, 'public.update_customer_stats()'::regprocedure))
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO sellusgenie_definer', definer);
    END LOOP;
END
$$;
REVOKE CREATE ON SCHEMA app, public FROM sellusgenie_definer;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
REVOKE ALL ON FUNCTION public.generate_order_number(uuid), public.update_customer_stats() FROM PUBLIC,
    anon, authenticated, service_role;

-- The door, and who is addressed, before and after it.
GRANT EXECUTE ON FUNCTION app.enter(text, jsonb, uuid), app.admit(text, uuid, uuid, text) TO sellusgenie_app;
GRANT EXECUTE ON FUNCTION app.find_store(text) TO sellusgenie_app, anon, authenticated, service_role, shopper, store_owner,
    store_staff;

-- What policies, defaults, CHECKs, indexes and triggers call on behalf of whoever acts.
GRANT EXECUTE ON FUNCTION
    app.store_id(), app.user_id(), app.claimed_user_id(), app.customer_id(), app.cart_id(), app.order_id(), app.persona(), app.may(text),
    app.uuid_v7(), app.random_token(), app.unaccent(text), app.slugify(text), app.is_slug(text),
    app.text_search_config(text), app.search_query(text, text), app.refuse(text, text, text),
    app.store_status_of(text, text), app.order_prefix(text),
    app.spent_on(public.orders), app.counts_as_order(public.orders),
    app.order_status_follows(text, text), app.payment_status_follows(text, text)
    TO anon, authenticated, service_role, shopper, store_owner, store_staff, billing, sellusgenie_definer;
GRANT EXECUTE ON FUNCTION app.my_store_ids(), app.my_customer_ids() TO authenticated;

GRANT EXECUTE ON FUNCTION app.search_products(text, integer, real, uuid, boolean)
    TO anon, shopper, store_owner, store_staff, service_role;
GRANT EXECUTE ON FUNCTION app.stock_store() TO sellusgenie_definer;
GRANT EXECUTE ON FUNCTION app.adjust_stock(uuid, integer, text, text), app.set_stock(uuid, integer, integer, text, text),
    app.restock(uuid, uuid[], integer[], text)
    TO store_owner, store_staff, service_role;
GRANT EXECUTE ON FUNCTION
    app.reserve_stock(uuid, uuid[], integer[], interval), app.release_stock(uuid), app.sell_reserved_stock(uuid),
    app.import_stock(uuid[], integer[], text), app.expire_reservations(integer),
    app.refresh_inventory_quantities(integer), app.ensure_event_partitions(integer),
    public.generate_order_number(uuid)
    TO service_role;
GRANT SELECT ON app.stock_discrepancies TO service_role, store_owner;

-- As whoever migrates, once: the months that exist from the start.
SELECT app.ensure_event_partitions(3);

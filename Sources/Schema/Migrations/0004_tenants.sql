-- Owners, their subscription, their stores, and who else may act in a store.

CREATE TABLE public.store_owners (
    id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE,
    email text NOT NULL UNIQUE,
    google_id text,
    apple_id text,
    subscription_tier text NOT NULL DEFAULT 'trial'
        CONSTRAINT store_owners_subscription_tier_is_known
        CHECK (subscription_tier IN ('trial', 'starter', 'professional', 'enterprise')),
    trial_expires_at timestamptz,
    stripe_customer_id text,
    display_name text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE public.store_owner_subscriptions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    store_owner_id uuid NOT NULL REFERENCES public.store_owners (id) ON DELETE CASCADE,
    stripe_customer_id text,
    stripe_subscription_id text,
    plan_type text NOT NULL DEFAULT 'trial'
        CONSTRAINT store_owner_subscriptions_plan_is_known
        CHECK (plan_type IN ('trial', 'starter', 'professional', 'enterprise')),
    status text NOT NULL DEFAULT 'active'
        CONSTRAINT store_owner_subscriptions_status_is_known
        CHECK (status IN (
            'active', 'canceled', 'past_due', 'unpaid', 'trialing', 'incomplete', 'incomplete_expired', 'paused', 'other'
        )),
    -- What Stripe said, word for word, so that a status invented later does not stop its webhook.
    provider_status text,
    current_period_start timestamptz,
    current_period_end timestamptz,
    cancel_at_period_end boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- NULL is unlimited.
CREATE TABLE public.plan_limits (
    plan_type text PRIMARY KEY
        CONSTRAINT plan_limits_plan_is_known CHECK (plan_type IN ('trial', 'starter', 'professional', 'enterprise')),
    stores integer CONSTRAINT plan_limits_stores_not_negative CHECK (stores >= 0),
    products_per_store integer CONSTRAINT plan_limits_products_not_negative CHECK (products_per_store >= 0),
    orders_per_month integer CONSTRAINT plan_limits_orders_not_negative CHECK (orders_per_month >= 0),
    pages_per_store integer CONSTRAINT plan_limits_pages_not_negative CHECK (pages_per_store >= 0),
    custom_domains integer CONSTRAINT plan_limits_domains_not_negative CHECK (custom_domains >= 0),
    staff_per_store integer CONSTRAINT plan_limits_staff_not_negative CHECK (staff_per_store >= 0)
);

INSERT INTO public.plan_limits
    (plan_type, stores, products_per_store, orders_per_month, pages_per_store, custom_domains, staff_per_store)
VALUES
    ('trial', 1, 50, 50, 12, 0, 1),
    ('starter', 2, 1000, 1000, 50, 1, 3),
    ('professional', 5, 10000, 10000, NULL, 3, 15),
    ('enterprise', 20, NULL, NULL, NULL, NULL, NULL);

CREATE TABLE public.stores (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    store_owner_id uuid NOT NULL REFERENCES public.store_owners (id) ON DELETE RESTRICT,
    store_name text NOT NULL CONSTRAINT stores_name_not_empty CHECK (length(trim(store_name)) BETWEEN 1 AND 200),
    store_slug text NOT NULL CONSTRAINT stores_slug_is_unique UNIQUE
        CONSTRAINT stores_slug_is_a_host_label CHECK (store_slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    store_domain text,
    store_tagline text,
    is_active boolean NOT NULL DEFAULT true,
    subscription_status text NOT NULL DEFAULT 'trial'
        CONSTRAINT stores_subscription_status_is_known CHECK (subscription_status IN ('active', 'inactive', 'trial')),
    trial_expires_at timestamptz,

    -- Payment configuration. The webhook secret is kept for the specification and revoked from everybody: secrets live
    -- encrypted in system_api_keys.
    stripe_publishable_key text,
    stripe_webhook_secret text,
    payment_enabled boolean NOT NULL DEFAULT false,

    store_address_line1 text,
    store_address_line2 text,
    store_city text,
    store_state text,
    store_postal_code text,
    store_country text NOT NULL DEFAULT 'US',
    store_phone text,
    store_email text,

    logo_url text,
    favicon_url text,
    primary_color text CONSTRAINT stores_primary_color_is_hex CHECK (primary_color ~ '^#[0-9a-fA-F]{3,8}$'),
    secondary_color text CONSTRAINT stores_secondary_color_is_hex CHECK (secondary_color ~ '^#[0-9a-fA-F]{3,8}$'),

    meta_title text,
    meta_description text,

    -- Money columns are DECIMAL(…,2), so a currency with three decimals is refused rather than rounded.
    currency text NOT NULL DEFAULT 'USD' CONSTRAINT stores_currency_is_iso_4217 CHECK (currency ~ '^[A-Z]{3}$'),
    currency_exponent smallint NOT NULL DEFAULT 2
        CONSTRAINT stores_currency_exponent_fits CHECK (currency_exponent BETWEEN 0 AND 2),
    language text NOT NULL DEFAULT 'en'
        CONSTRAINT stores_language_is_bcp_47 CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    time_zone text NOT NULL DEFAULT 'UTC',
    template text NOT NULL DEFAULT 'default',
    theme jsonb NOT NULL DEFAULT '{}',

    -- Store-wide defaults of checkout, until zones of tax and shipping say otherwise.
    tax_rate numeric(7, 6) NOT NULL DEFAULT 0 CONSTRAINT stores_tax_rate_is_a_share CHECK (tax_rate >= 0 AND tax_rate < 1),
    prices_include_tax boolean NOT NULL DEFAULT false,
    shipping_flat_rate numeric(10, 2) NOT NULL DEFAULT 0
        CONSTRAINT stores_shipping_flat_rate_not_negative CHECK (shipping_flat_rate >= 0),
    shipping_free_from numeric(10, 2)
        CONSTRAINT stores_shipping_free_from_not_negative CHECK (shipping_free_from >= 0),

    -- A domain is served, and unique, only once its owner has proved it.
    store_domain_token text NOT NULL DEFAULT app.random_token(),
    store_domain_verified_at timestamptz,
    suspended_at timestamptz,
    suspended_reason text,
    deleted_at timestamptz,
    purge_after timestamptz,
    -- Whether visitors are let in.
    is_open boolean NOT NULL GENERATED ALWAYS AS (
        is_active AND deleted_at IS NULL AND suspended_at IS NULL AND subscription_status <> 'inactive'
    ) STORED,

    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT stores_verified_domain_is_named CHECK (store_domain_verified_at IS NULL OR store_domain IS NOT NULL),
    CONSTRAINT stores_deleted_is_not_active CHECK (deleted_at IS NULL OR NOT is_active)
);
CREATE UNIQUE INDEX stores_verified_domain_is_unique ON public.stores (lower(store_domain))
    WHERE store_domain_verified_at IS NOT NULL;

-- What the plan's limits are compared with: one narrow row per store, locked by whoever adds to it.
CREATE TABLE public.store_usage (
    store_id uuid PRIMARY KEY REFERENCES public.stores (id) ON DELETE CASCADE,
    products integer NOT NULL DEFAULT 0,
    pages integer NOT NULL DEFAULT 0,
    staff integer NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE public.staff_permissions (
    role text NOT NULL
        CONSTRAINT staff_permissions_role_is_known CHECK (role IN ('manager', 'fulfilment', 'support', 'read_only')),
    permission text NOT NULL CONSTRAINT staff_permissions_name_has_area CHECK (permission ~ '^[a-z]+\.(read|write)$'),
    PRIMARY KEY (role, permission)
);

INSERT INTO public.staff_permissions (role, permission)
SELECT role, permission
FROM (VALUES
    ('manager', ARRAY['store.write', 'products.write', 'inventory.write', 'orders.write', 'payments.write',
                      'customers.write', 'content.write', 'analytics.read', 'staff.read', 'audit.read', 'imports.write']),
    ('fulfilment', ARRAY['products.read', 'inventory.write', 'orders.write', 'customers.read']),
    ('support', ARRAY['products.read', 'inventory.read', 'orders.write', 'payments.read', 'customers.write',
                      'content.read']),
    ('read_only', ARRAY['products.read', 'inventory.read', 'orders.read', 'payments.read', 'customers.read',
                        'content.read', 'analytics.read', 'imports.read'])
) AS roles (role, granted), unnest(granted) AS permission
UNION
-- Who may write may read.
SELECT role, replace(permission, '.write', '.read')
FROM (VALUES
    ('manager', ARRAY['store.write', 'products.write', 'inventory.write', 'orders.write', 'payments.write',
                      'customers.write', 'content.write', 'imports.write']),
    ('fulfilment', ARRAY['inventory.write', 'orders.write']),
    ('support', ARRAY['orders.write', 'customers.write'])
) AS roles (role, granted), unnest(granted) AS permission;

CREATE TABLE public.staff (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    role text NOT NULL DEFAULT 'read_only'
        CONSTRAINT staff_role_is_known CHECK (role IN ('manager', 'fulfilment', 'support', 'read_only')),
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT staff_user_works_once_in_a_store UNIQUE (store_id, user_id)
);
CREATE INDEX staff_user_id ON public.staff (user_id);

CREATE TABLE public.staff_invitations (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    email text NOT NULL,
    role text NOT NULL
        CONSTRAINT staff_invitations_role_is_known CHECK (role IN ('manager', 'fulfilment', 'support', 'read_only')),
    token_hash bytea NOT NULL CONSTRAINT staff_invitations_token_is_sha_256 CHECK (length(token_hash) = 32),
    invited_by uuid,
    expires_at timestamptz NOT NULL DEFAULT now() + interval '7 days',
    accepted_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT staff_invitations_token_is_unique UNIQUE (store_id, token_hash)
);
CREATE UNIQUE INDEX staff_invitations_one_open_per_address ON public.staff_invitations (store_id, lower(email))
    WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- Keys that a store hands to its integrations: the key itself is shown once, its SHA-256 is kept.
CREATE TABLE public.api_keys (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    name text NOT NULL,
    key_hash bytea NOT NULL CONSTRAINT api_keys_hash_is_sha_256 CHECK (length(key_hash) = 32),
    key_hint text NOT NULL,
    scopes text[] NOT NULL DEFAULT '{}',
    created_by uuid,
    last_used_at timestamptz,
    expires_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT api_keys_hash_is_unique UNIQUE (store_id, key_hash)
);
CREATE INDEX api_keys_hash ON public.api_keys (key_hash);

-- The cookie holds 256 random bits, the row only their SHA-256.
CREATE TABLE public.dashboard_sessions (
    token_hash bytea PRIMARY KEY CONSTRAINT dashboard_sessions_token_is_sha_256 CHECK (length(token_hash) = 32),
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    store_id uuid REFERENCES public.stores (id) ON DELETE SET NULL,
    csrf_token text NOT NULL DEFAULT app.random_token(),
    ip_address inet,
    user_agent text,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL DEFAULT now() + interval '14 days',
    CONSTRAINT dashboard_sessions_expire CHECK (expires_at > created_at)
);
CREATE INDEX dashboard_sessions_user_id ON public.dashboard_sessions (user_id);
CREATE INDEX dashboard_sessions_expires_at ON public.dashboard_sessions (expires_at);

-- One row of every table for tenants a and b, and for c, another person in the store of a. Everything is rolled back.
-- Runs as service_role without a store; what only others may write follows in their own names.

INSERT INTO auth.users (id, email)
SELECT (x || '0000001-0000-4000-8000-5e11c0de0000')::uuid, x || '-owner@isolation.invalid' FROM unnest('{a,b}'::text[]) x
UNION ALL
SELECT (x || '0000002-0000-4000-8000-5e11c0de0000')::uuid, x || '-shopper@isolation.invalid' FROM unnest('{a,b,c}'::text[]) x
UNION ALL
SELECT ('a000003' || n || '-0000-4000-8000-5e11c0de0000')::uuid, 'staff-' || n || '@isolation.invalid'
FROM generate_series(0, 3) n;
INSERT INTO auth.identities (provider_id, user_id, identity_data, provider)
SELECT x, (x || '0000001-0000-4000-8000-5e11c0de0000')::uuid, '{}', 'isolation' FROM unnest('{a,b}'::text[]) x;
INSERT INTO auth.sessions (id, user_id)
SELECT (x || '0000004-0000-4000-8000-5e11c0de0000')::uuid, (x || '0000001-0000-4000-8000-5e11c0de0000')::uuid
FROM unnest('{a,b}'::text[]) x;
INSERT INTO auth.refresh_tokens (token, user_id, session_id)
SELECT 'isolation-' || x, x || '0000001-0000-4000-8000-5e11c0de0000', (x || '0000004-0000-4000-8000-5e11c0de0000')::uuid
FROM unnest('{a,b}'::text[]) x;
INSERT INTO auth.one_time_tokens (user_id, token_type, token_hash, code_hash, relates_to, expires_at)
SELECT (x || '0000001-0000-4000-8000-5e11c0de0000')::uuid, 'recovery_token', 'isolation-' || x, sha256(x::bytea), x, now()
FROM unnest('{a,b}'::text[]) x;
INSERT INTO auth.mfa_factors (id, user_id, factor_type, status, secret)
SELECT (x || '0000004-0000-4000-8000-5e11c0de0000')::uuid, (x || '0000001-0000-4000-8000-5e11c0de0000')::uuid, 'totp',
    'verified', 'sealed'
FROM unnest('{a,b}'::text[]) x;
INSERT INTO auth.mfa_challenges (user_id, factor_id, expires_at)
SELECT user_id, id, now() FROM auth.mfa_factors WHERE user_id::text LIKE '_0000001-0000-4000-8000-5e11c0de0000';
INSERT INTO auth.mfa_recovery_codes (user_id, code_hash)
SELECT user_id, sha256(user_id::text::bytea) FROM auth.mfa_factors WHERE user_id::text LIKE '_0000001-0000-4000-8000-5e11c0de0000';
INSERT INTO auth.flow_state (user_id, instance_id, provider_type, authentication_method, expires_at)
SELECT user_id, instance_id, 'email', 'password', now() FROM auth.identities WHERE provider = 'isolation';
INSERT INTO auth.mfa_amr_claims (user_id, session_id, authentication_method)
SELECT user_id, id, 'password' FROM auth.sessions WHERE user_id::text LIKE '_0000001-0000-4000-8000-5e11c0de0000';
INSERT INTO store_owners (id, email)
SELECT (x || '0000001-0000-4000-8000-5e11c0de0000')::uuid, x || '-owner@isolation.invalid' FROM unnest('{a,b}'::text[]) x;

-- as billing
UPDATE store_owner_subscriptions SET plan_type = 'enterprise', status = 'active'
WHERE store_owner_id IN ('a0000001-0000-4000-8000-5e11c0de0000', 'b0000001-0000-4000-8000-5e11c0de0000');
INSERT INTO billing_events (event_id, event_type, payload) VALUES ('isolation', 'isolation', '{}');
INSERT INTO billing_notices (store_owner_id, kind, occasion)
SELECT (x || '0000001-0000-4000-8000-5e11c0de0000')::uuid, 'plan_started', 'isolation' FROM unnest('{a,b}'::text[]) x;

-- as service_role
INSERT INTO stores (id, store_owner_id, store_name, store_slug)
SELECT (x || '000000f-0000-4000-8000-5e11c0de0000')::uuid, (x || '0000001-0000-4000-8000-5e11c0de0000')::uuid,
    'Isolation ' || x, 'isolation-audit-' || x
FROM unnest('{a,b}'::text[]) x;
INSERT INTO browser_sessions (token_hash, session_id, user_id, expires_at)
SELECT sha256(x::bytea), (x || '0000004-0000-4000-8000-5e11c0de0000')::uuid,
    (x || '0000001-0000-4000-8000-5e11c0de0000')::uuid, now()
FROM unnest('{a,b}'::text[]) x;
INSERT INTO token_signing_keys (kid, state, public_x, public_y, sealed_private_key)
VALUES ('isolation', 'retired', 'x', 'y', 'sealed');
INSERT INTO rate_limits (bucket, full_at) VALUES (sha256('isolation'), now());
INSERT INTO staff (store_id, user_id, role)
SELECT 'a000000f-0000-4000-8000-5e11c0de0000'::uuid, ('a000003' || n - 1 || '-0000-4000-8000-5e11c0de0000')::uuid, role
FROM unnest('{manager,fulfilment,support,read_only}'::text[]) WITH ORDINALITY AS r (role, n)
UNION ALL
SELECT 'b000000f-0000-4000-8000-5e11c0de0000', 'a0000030-0000-4000-8000-5e11c0de0000', 'read_only';

CREATE TEMPORARY TABLE tenants ON COMMIT DROP AS
SELECT x, (x || '000000f-0000-4000-8000-5e11c0de0000')::uuid AS store, (x || '0000010-0000-4000-8000-5e11c0de0000')::uuid AS thing
FROM unnest('{a,b}'::text[]) x;
CREATE TEMPORARY TABLE persons ON COMMIT DROP AS
SELECT x, (replace(x, 'c', 'a') || '000000f-0000-4000-8000-5e11c0de0000')::uuid AS store,
    (replace(x, 'c', 'a') || '0000010-0000-4000-8000-5e11c0de0000')::uuid AS product,
    (replace(x, 'c', 'a') || '0000011-0000-4000-8000-5e11c0de0000')::uuid AS variant,
    (x || '0000020-0000-4000-8000-5e11c0de0000')::uuid AS thing
FROM unnest('{a,b,c}'::text[]) x;

INSERT INTO staff_invitations (store_id, email, role, token_hash)
SELECT store, 'invited@isolation.invalid', 'support', sha256('isolation') FROM tenants;
INSERT INTO former_store_slugs (slug, store_id) SELECT 'isolation-audit-former-' || x, store FROM tenants;
INSERT INTO domain_checks (store_id, domain, outcome) SELECT store, x || '.isolation.invalid', 'missing' FROM tenants;
INSERT INTO store_transfers (store_id, email, token_hash, offered_by)
SELECT store, 'receiver@isolation.invalid', sha256('isolation'), store FROM tenants;
INSERT INTO api_keys (id, store_id, name, key_hash, key_hint, scopes)
SELECT (x || '0000040-0000-4000-8000-5e11c0de0000')::uuid, store, 'isolation', sha256(x::bytea), 'hint', '{products.write}'
FROM tenants;
INSERT INTO master_keys (name, state) VALUES ('15012011', 'retired');
INSERT INTO key_holders (program, opens_with, seals_with) VALUES ('isolation', '{}', '15012011');
INSERT INTO categories (id, store_id, name, slug) SELECT thing, store, 'Isolation', 'isolation' FROM tenants;
INSERT INTO products (id, store_id, name, slug, price) SELECT thing, store, 'Isolation', 'isolation', 1 FROM tenants;
INSERT INTO product_options (store_id, product_id, position, name) SELECT store, thing, 1, 'Size' FROM tenants;
INSERT INTO product_variants (id, store_id, product_id, price)
SELECT (x || '0000011-0000-4000-8000-5e11c0de0000')::uuid, store, thing, 1 FROM tenants;
INSERT INTO slug_redirects (store_id, kind, slug, target_id) SELECT store, 'product', 'former', thing FROM tenants;
INSERT INTO pages (id, store_id, title, slug, is_published) SELECT thing, store, 'Isolation', 'isolation', true FROM tenants;
INSERT INTO page_revisions (store_id, page_id, revision_number, content) SELECT store, thing, 1, '{}' FROM tenants;
INSERT INTO analytics_events (store_id, event_type, event_name) SELECT store, 'isolation', 'isolation' FROM tenants;
INSERT INTO analytics_sessions (store_id, session_id, date, started_at, last_seen_at)
SELECT store, 'isolation', current_date, now(), now() FROM tenants;
INSERT INTO analytics_summary (store_id, date, period_type) SELECT store, current_date, 'day' FROM tenants;
INSERT INTO system_api_keys (store_id, service_name, key_type, encrypted_key)
SELECT store, 'isolation', 'secret_key', 'sealed' FROM tenants;
INSERT INTO email_configurations (store_id, provider, api_key_encrypted, from_email, from_name)
SELECT store, 'smtp', 'sealed', 'shop@isolation.invalid', 'Isolation' FROM tenants;
INSERT INTO analytics_configurations (store_id) SELECT store FROM tenants;
INSERT INTO store_request_usage (store_id, date) SELECT store, current_date FROM tenants;
INSERT INTO outbox (store_id, topic, entity_type, entity_id) SELECT store, 'isolation', 'product', thing FROM tenants;
INSERT INTO jobs (store_id, kind) SELECT store, 'isolation' FROM tenants;
INSERT INTO webhook_endpoints (id, store_id, url, topics, secret_sealed, secret_hint)
SELECT thing, store, 'https://isolation.invalid/', '{webhook.test}', 'sealed', 'x' FROM tenants;
INSERT INTO webhook_deliveries (store_id, endpoint_id, event_id, topic, entity_id, position, payload)
SELECT store, thing, thing, 'webhook.test', thing, 0, '{}' FROM tenants;
INSERT INTO import_runs (id, store_id, kind, format, file_name) SELECT thing, store, 'products', 'csv', 'isolation' FROM tenants;
INSERT INTO import_uploads (store_id, import_run_id, part, content) SELECT store, thing, 0, 'x' FROM tenants;
INSERT INTO catalogue_reindexes (store_id, former_languages) SELECT store, '{en}' FROM tenants;
INSERT INTO import_row_errors (store_id, import_run_id, line, code, message) SELECT store, thing, 1, 'x', 'x' FROM tenants;

INSERT INTO customers (id, store_id, user_id, email)
SELECT thing, store, (x || '0000002-0000-4000-8000-5e11c0de0000')::uuid, x || '@isolation.invalid' FROM persons;
-- Lines of customers, and lines of guests.
INSERT INTO cart_items (id, store_id, customer_id, product_id, variant_id)
SELECT thing, store, thing, product, variant FROM persons;
INSERT INTO cart_items (id, store_id, session_id, product_id, variant_id)
SELECT (x || '0000021-0000-4000-8000-5e11c0de0000')::uuid, store, 'isolation-' || x, product, variant FROM persons;
INSERT INTO orders (id, store_id, customer_id, order_number, subtotal, total_amount, email, public_token)
SELECT thing, store, thing, 'ISO' || x, 9, 9, 'x@isolation.invalid', 'isolation-' || x || repeat('0', 32) FROM persons;
INSERT INTO order_items (id, store_id, order_id, product_id, variant_id, quantity, unit_price, total_price, product_name)
SELECT thing, store, thing, product, variant, 9, 1, 9, 'Isolation' FROM persons;
INSERT INTO order_events (store_id, order_id, kind) SELECT store, thing, 'isolation' FROM persons;
INSERT INTO fulfilments (id, store_id, order_id) SELECT thing, store, thing FROM persons;
INSERT INTO fulfilment_items (store_id, fulfilment_id, order_item_id, quantity) SELECT store, thing, thing, 1 FROM persons;
INSERT INTO returns (id, store_id, order_id, order_item_id, quantity) SELECT thing, store, thing, thing, 1 FROM persons;
INSERT INTO payments (id, store_id, order_id, amount) SELECT thing, store, thing, 9 FROM persons;
INSERT INTO refunds (id, store_id, order_id, payment_id, amount, currency) SELECT thing, store, thing, thing, 1, 'USD' FROM persons;
INSERT INTO customer_segments (id, store_id, name, minimum_orders) SELECT thing, store, 'Isolation', 1 FROM tenants;
INSERT INTO promotions (id, store_id, name, code, benefit)
SELECT thing, store, 'Isolation', 'ISOLATION', '{}' FROM tenants;
INSERT INTO tax_zones (id, store_id, name, territories, rates) SELECT thing, store, 'Isolation', '[]', '{}' FROM tenants;
INSERT INTO shipping_zones (id, store_id, name, territories) SELECT thing, store, 'Isolation', '[]' FROM tenants;
INSERT INTO shipping_methods (id, store_id, kind, zone_id, name, price)
SELECT thing, store, 'carrier', thing, 'Isolation', '{}' FROM tenants;
INSERT INTO delivery_slots (id, store_id, method_id, weekday, starts, ends, capacity)
SELECT thing, store, thing, extract(isodow FROM now()::date + 7), '08:00', '09:00', 9 FROM tenants;
INSERT INTO gift_cards (id, store_id, code_hash, last_characters, initial_amount, currency)
SELECT thing, store, sha256('isolation'), 'ISOL', 9, 'USD' FROM tenants;
INSERT INTO stripe_events (store_id, event_id, event_type, payload) SELECT store, 'isolation', 'isolation', '{}' FROM tenants;
INSERT INTO closed_books (id, kind, former_owner_id, happened_at, status, total_amount, currency, keep_until)
SELECT thing, 'order', thing, now(), 'delivered', 9, 'USD', '2000-01-01' FROM tenants;
INSERT INTO idempotency_keys (store_id, key, scope, request_method, request_path, request_hash)
SELECT store, 'isolation-isolation', 'isolation', 'POST', '/', sha256('isolation') FROM tenants;

-- as service_role in a
SELECT app.import_stock('{a0000011-0000-4000-8000-5e11c0de0000}', '{9}', 'import');
SELECT app.reserve_stock(
    'a0000020-0000-4000-8000-5e11c0de0000', '{a0000011-0000-4000-8000-5e11c0de0000}', '{1}', '1 hour');
SELECT app.use_promotion(p.id, o.id, o.customer_id, 1), app.enter_gift_card(p.id, 9, 'issued'),
    app.book_delivery(p.id, now()::date + 7, o.id)
FROM promotions p, orders o WHERE p.code = 'ISOLATION' AND o.order_number = 'ISOa';

-- as service_role in b
SELECT app.import_stock('{b0000011-0000-4000-8000-5e11c0de0000}', '{9}', 'import');
SELECT app.reserve_stock(
    'b0000020-0000-4000-8000-5e11c0de0000', '{b0000011-0000-4000-8000-5e11c0de0000}', '{1}', '1 hour');
SELECT app.use_promotion(p.id, o.id, o.customer_id, 1), app.enter_gift_card(p.id, 9, 'issued'),
    app.book_delivery(p.id, now()::date + 7, o.id)
FROM promotions p, orders o WHERE p.code = 'ISOLATION' AND o.order_number = 'ISOb';

-- 1,000 stores of 200 products each, with what is around them. Triggers and foreign keys are off; what they would have
-- written is written here. Rows of all stores lie among each other in the tables, as they do after a year.

SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '256MB';
SET search_path = pg_catalog, extensions, public, pg_temp;

-- An index is built four times as fast over rows that are there as beside them.
CREATE TEMPORARY TABLE index_definitions AS
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
FROM pg_index i
WHERE i.indrelid IN ('public.products'::regclass, 'public.product_variants'::regclass, 'public.stock_levels'::regclass)
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid);
DO $$
DECLARE
    target text;
BEGIN
    FOR target IN SELECT name FROM index_definitions LOOP EXECUTE 'DROP INDEX ' || target; END LOOP;
END
$$;

CREATE FUNCTION pg_temp.id(kind integer, store bigint, n bigint DEFAULT 0) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(store), 6, '0') || lpad(to_hex(n), 6, '0'))::uuid;

INSERT INTO auth.users (id, email) SELECT pg_temp.id(1, s), 'owner-' || s || '@example.test' FROM generate_series(1, 1000) s;
INSERT INTO store_owners (id, email) SELECT id, email FROM auth.users;
INSERT INTO store_owner_subscriptions (store_owner_id, plan_type, status) SELECT id, 'enterprise', 'active' FROM store_owners;
INSERT INTO stores (id, store_owner_id, store_name, store_slug, store_domain, store_domain_verified_at, shipping_flat_rate)
SELECT pg_temp.id(2, s), pg_temp.id(1, s), 'Store ' || s, 'store-' || s, 'store-' || s || '.example.test', now(), 5
FROM generate_series(1, 1000) s;
INSERT INTO store_usage (store_id, products, pages) SELECT id, 200, 5 FROM stores;
INSERT INTO order_counters (store_id, prefix, last_number) SELECT id, 'STO', 1020 FROM stores;
INSERT INTO store_policies (store_id) SELECT id FROM stores;
-- The owner of one store works in the next one.
INSERT INTO staff (store_id, user_id, role) SELECT pg_temp.id(2, s), pg_temp.id(1, s % 1000 + 1), 'manager'
FROM generate_series(1, 1000) s;
INSERT INTO auth.sessions (id, user_id) SELECT u.id, u.id FROM auth.users u;
INSERT INTO browser_sessions (token_hash, session_id, user_id, last_used_at, expires_at)
SELECT sha256(u.id::text::bytea), u.id, u.id, now(), now() + interval '14 days' FROM auth.users u;

INSERT INTO categories (id, store_id, name, slug, sort_order)
SELECT pg_temp.id(3, s, n), pg_temp.id(2, s), 'Category ' || n, 'category-' || n, n
FROM generate_series(1, 5) n, generate_series(1, 1000) s;

INSERT INTO products (id, store_id, category_id, name, slug, description, vendor, tags, price, sku, inventory_quantity,
    is_active, is_featured, image_url, created_at, search_vector)
SELECT pg_temp.id(4, s, n), pg_temp.id(2, s), pg_temp.id(3, s, n % 5 + 1), p.name, 'product-' || n, p.description, 'Kiln',
    ARRAY['tag-' || n % 10], 5 + n * 37 % 200, 'SKU-' || n, CASE WHEN n % 50 = 10 THEN 3 ELSE 10 END, n % 20 <> 0, n % 10 = 1, '/pictures/' || n || '.svg',
    timestamptz '2026-01-01' + n * interval '1 hour' + s * interval '1 second', p.words
FROM (
    SELECT n, name, description,
        setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('simple', 'SKU-' || n || ' Kiln'), 'B')
        || setweight(to_tsvector('english', description), 'D') AS words
    FROM (
        SELECT n, concat_ws(' ',
                (ARRAY['Blue','Green','Red','White','Black','Amber','Indigo','Ivory','Olive','Coral'])[n % 10 + 1],
                (ARRAY['Mug','Lamp','Vase','Bowl','Chair','Table','Shirt','Scarf','Candle','Basket','Clock','Mirror',
                    'Cushion','Blanket','Teapot','Notebook','Bracelet','Planter','Tray','Jug'])[n / 10 % 20 + 1],
                CASE WHEN n = 77 THEN 'Zeppelin' ELSE 'No ' || n END) AS name,
            'Made by hand from what is near, to be used every day and for long.' AS description
        FROM generate_series(1, 200) n
    ) AS named
) AS p, generate_series(1, 1000) s
ORDER BY n, s;

INSERT INTO product_options (store_id, product_id, position, name, option_values)
SELECT store_id, id, 1, 'Size', '{Small,Large}' FROM products WHERE is_featured;
INSERT INTO product_variants (id, store_id, product_id, position, option1, sku, price, product_is_active)
SELECT pg_temp.id(5 + size, s.n, p.n), pg_temp.id(2, s.n), pg_temp.id(4, s.n, p.n), size + 1,
    CASE WHEN p.n % 10 = 1 THEN (ARRAY['Small', 'Large'])[size + 1] END, 'SKU-' || p.n || '-' || size,
    5 + p.n * 37 % 200 + size, p.n % 20 <> 0
FROM generate_series(1, 200) AS p (n), generate_series(0, 1) AS size, generate_series(1, 1000) AS s (n)
WHERE size = 0 OR p.n % 10 = 1
ORDER BY p.n, s.n;
INSERT INTO stock_levels (store_id, variant_id, product_id, on_hand) SELECT store_id, id, product_id, 10 FROM product_variants;
INSERT INTO slug_redirects (store_id, kind, slug, target_id)
SELECT pg_temp.id(2, s), 'product', 'formerly-' || n, pg_temp.id(4, s, n)
FROM generate_series(1, 5) n, generate_series(1, 1000) s;

INSERT INTO customers (id, store_id, email, first_name, last_name, created_at)
SELECT pg_temp.id(7, s, n), pg_temp.id(2, s), 'customer-' || n || '@example.test', 'Ada ' || n, 'Quill',
    timestamptz '2026-01-01' + n * interval '1 hour'
FROM generate_series(1, 20) n, generate_series(1, 1000) s;
INSERT INTO orders (id, store_id, customer_id, order_number, status, payment_status, subtotal, total_amount, email,
    public_token, created_at)
SELECT pg_temp.id(8, s, n), pg_temp.id(2, s), pg_temp.id(7, s, n), 'STO' || 1000 + n,
    (ARRAY['pending', 'processing', 'shipped', 'delivered'])[n % 4 + 1], (ARRAY['pending', 'paid', 'paid', 'paid'])[n % 4 + 1],
    20, 20, 'customer-' || n || '@example.test', 'token-of-an-order-' || lpad(s::text, 8, '0') || lpad(n::text, 8, '0'),
    now() - n * interval '1 day' + s * interval '1 second'
FROM generate_series(1, 20) n, generate_series(1, 1000) s;
INSERT INTO order_items (store_id, order_id, product_id, variant_id, quantity, unit_price, total_price, product_name, position)
SELECT pg_temp.id(2, s), pg_temp.id(8, s, n), pg_temp.id(4, s, n * line), pg_temp.id(5, s, n * line), 1, 10, 10, 'Thing', line
FROM generate_series(1, 20) n, generate_series(1, 2) line, generate_series(1, 1000) s;
INSERT INTO order_events (store_id, order_id, kind) SELECT store_id, id, 'placed' FROM orders;
INSERT INTO payments (store_id, order_id, amount, status) SELECT store_id, id, total_amount, 'pending' FROM orders;
INSERT INTO stock_reservations (store_id, holder_id, variant_id, quantity, state, expires_at)
SELECT store_id, order_id, variant_id, 1, 'sold', now() FROM order_items;
INSERT INTO stock_movements (store_id, variant_id, quantity, reason, order_id)
SELECT store_id, variant_id, -1, 'sale', order_id FROM order_items;
INSERT INTO idempotency_keys (store_id, key, scope, request_method, request_path, request_hash, order_id)
SELECT store_id, 'submission-of-' || id, 'checkout', 'POST', '/checkout', sha256(id::text::bytea), id FROM orders;
INSERT INTO outbox (store_id, topic, entity_type, entity_id, dispatched_at)
SELECT store_id, 'order.placed', 'order', id, now() FROM orders;
INSERT INTO jobs (store_id, kind, state) SELECT store_id, 'deliver_letter', 'succeeded' FROM orders;
INSERT INTO cart_items (store_id, session_id, product_id, variant_id, quantity)
SELECT pg_temp.id(2, s), 'guest-' || s || '-' || guest, pg_temp.id(4, s, n), pg_temp.id(5, s, n), 1
FROM generate_series(1, 5) guest, generate_series(1, 3) n, generate_series(1, 1000) s;
INSERT INTO pages (id, store_id, title, slug, is_published)
SELECT pg_temp.id(9, s, n), pg_temp.id(2, s), 'Page ' || n, 'page-' || n, true
FROM generate_series(1, 5) n, generate_series(1, 1000) s;
-- A month of visits, some of them today and yesterday.
INSERT INTO analytics_events (store_id, event_type, event_name, session_id, visitor_id, occurred_at)
SELECT pg_temp.id(2, s), 'page_view', 'page_view', 'visit-' || n, 'visitor-' || n, now() - n * n * interval '30 minutes'
FROM generate_series(0, 39) n, generate_series(1, 1000) s;
-- A month of changes, three of four by the owner and the others by who works there; and the owner's own signing in.
INSERT INTO audit_log (store_id, actor_id, actor_role, action, entity_type, entity_id, record_id, label, before, after, created_at)
SELECT pg_temp.id(2, s), pg_temp.id(1, CASE WHEN n % 4 = 0 THEN s % 1000 + 1 ELSE s END),
    CASE WHEN n % 4 = 0 THEN 'store_staff' ELSE 'store_owner' END, 'changed', (ARRAY['product', 'variant', 'order'])[n % 3 + 1],
    pg_temp.id(4, s, n % 10), pg_temp.id(4, s, n % 10), 'Thing ' || n, '{"price": 10}', '{"price": 12}',
    now() - n * interval '6 hours'
FROM generate_series(1, 120) n, generate_series(1, 1000) s;
INSERT INTO audit_log (account_id, actor_id, actor_role, action, entity_type, entity_id, created_at)
SELECT pg_temp.id(1, s), pg_temp.id(1, s), 'service_role', 'signed_in', 'account', pg_temp.id(1, s), now() - n * interval '1 day'
FROM generate_series(1, 10) n, generate_series(1, 1000) s;
-- Half a year of days on which something was asked.
INSERT INTO store_request_usage (store_id, date, requests, over_rate)
SELECT pg_temp.id(2, s), current_date - n, 100 + n, n % 3 FROM generate_series(0, 180) n, generate_series(1, 1000) s;

DO $$
DECLARE
    target text;
BEGIN
    FOR target IN SELECT definition FROM index_definitions LOOP EXECUTE target; END LOOP;
END
$$;
RESET ALL;

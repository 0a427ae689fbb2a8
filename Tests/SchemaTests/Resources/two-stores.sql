-- Stores a and b, each with an owner, a shopper, a category, a product, an order with one line and its payment.

INSERT INTO auth.users (id, email)
SELECT (x || '0000000-0000-4000-8000-000000000001')::uuid, x || '-owner@stores.test' FROM unnest('{a,b}'::text[]) x
UNION ALL
SELECT (x || '0000000-0000-4000-8000-000000000002')::uuid, x || '-shopper@stores.test' FROM unnest('{a,b}'::text[]) x;
INSERT INTO store_owners (id, email)
SELECT (x || '0000000-0000-4000-8000-000000000001')::uuid, x || '-owner@stores.test' FROM unnest('{a,b}'::text[]) x;
UPDATE store_owner_subscriptions SET plan_type = 'enterprise', status = 'active';

CREATE TEMPORARY TABLE tenants AS
SELECT x, (x || '0000000-0000-4000-8000-00000000000f')::uuid AS store,
    (x || '0000000-0000-4000-8000-000000000001')::uuid AS owner,
    (x || '0000000-0000-4000-8000-000000000002')::uuid AS shopper,
    (x || '0000000-0000-4000-8000-000000000003')::uuid AS thing
FROM unnest('{a,b}'::text[]) x;

INSERT INTO stores (id, store_owner_id, store_name, store_slug) SELECT store, owner, 'Store ' || x, 'store-' || x FROM tenants;
INSERT INTO categories (id, store_id, name, slug) SELECT thing, store, 'Things', 'things' FROM tenants;
BEGIN;
INSERT INTO products (id, store_id, name, slug, price, sku) SELECT thing, store, 'Thing', 'thing', 5, 'THING' FROM tenants;
INSERT INTO product_variants (id, store_id, product_id, price, sku) SELECT thing, store, thing, 5, 'THING' FROM tenants;
COMMIT;
INSERT INTO customers (id, store_id, user_id, email) SELECT thing, store, shopper, x || '-shopper@stores.test' FROM tenants;
INSERT INTO orders (id, store_id, customer_id, order_number, subtotal, total_amount, email, public_token)
SELECT thing, store, thing, generate_order_number(store), 5, 5, x || '-shopper@stores.test', repeat(x, 40) FROM tenants;
INSERT INTO order_items (id, store_id, order_id, product_id, variant_id, quantity, unit_price, total_price, product_name)
SELECT thing, store, thing, thing, thing, 1, 5, 5, 'Thing' FROM tenants;
INSERT INTO payments (id, store_id, order_id, amount) SELECT thing, store, thing, 5 FROM tenants;
INSERT INTO pages (id, store_id, title, slug) SELECT thing, store, 'About', 'about' FROM tenants;
DROP TABLE tenants;

-- One store with 100,000 products, 50,000 customers and 100,000 orders. Triggers and foreign keys are off.

SET session_replication_role = replica; SET synchronous_commit=off;
SET search_path = pg_catalog, extensions, public, pg_temp;
INSERT INTO auth.users (id,email) VALUES ('00000001-0000-7000-8000-000000000001','o@x.test');
INSERT INTO store_owners (id,email) SELECT id,email FROM auth.users;
INSERT INTO stores (id, store_owner_id, store_name, store_slug) VALUES ('00000002-0000-7000-8000-000000000001','00000001-0000-7000-8000-000000000001','Big','big');
INSERT INTO products (id, store_id, name, slug, description, vendor, price, sku, inventory_quantity, created_at, search_vector)
SELECT ('00000004-0000-7000-8000-'||lpad(to_hex(n),12,'0'))::uuid, '00000002-0000-7000-8000-000000000001', p.name, 'product-'||n, 'Made by hand', 'Kiln', 5, 'SKU-'||n, CASE WHEN n%1000=0 THEN 3 ELSE 10 END, timestamptz '2026-01-01' + n*interval '1 minute',
 to_tsvector('english', p.name||' made by hand')
FROM (SELECT n, concat_ws(' ',
                (ARRAY['Blue','Green','Red','White','Black','Amber','Indigo','Ivory','Olive','Coral'])[n % 10 + 1],
                (ARRAY['Mug','Lamp','Vase','Bowl','Chair','Table','Shirt','Scarf','Candle','Basket','Clock','Mirror',
                    'Cushion','Blanket','Teapot','Notebook','Bracelet','Planter','Tray','Jug'])[n / 10 % 20 + 1],
                CASE WHEN n = 77 THEN 'Zeppelin' WHEN n%100=3 THEN 'Walnut' ELSE 'No ' || n END) AS name FROM generate_series(1,100000) n) p;
INSERT INTO product_variants (store_id, product_id, sku, barcode, price) SELECT store_id, id, sku, '40'||substr(id::text,30), price FROM products;
INSERT INTO stock_levels (store_id, variant_id, product_id, on_hand) SELECT store_id, id, product_id, 10 FROM product_variants;
INSERT INTO customers (id, store_id, email, first_name, last_name) SELECT ('00000007-0000-7000-8000-'||lpad(to_hex(n),12,'0'))::uuid, '00000002-0000-7000-8000-000000000001', 'customer-'||n||'@example.test', 'Ada '||n, 'Quill' FROM generate_series(1,50000) n;
INSERT INTO orders (id, store_id, customer_id, order_number, status, payment_status, subtotal, total_amount, email, public_token, created_at)
SELECT ('00000008-0000-7000-8000-'||lpad(to_hex(n),12,'0'))::uuid, '00000002-0000-7000-8000-000000000001', ('00000007-0000-7000-8000-'||lpad(to_hex(n%50000+1),12,'0'))::uuid, 'BIG'||1000+n, 'pending','pending',20,20,'c@x.test','token-of-an-order-'||lpad(n::text,20,'0'), now()-n*interval '1 minute' FROM generate_series(1,100000) n;
RESET ALL;
ANALYZE products, product_variants, orders, customers;

-- What a list by price is sorted and continued by. Under a policy PostgreSQL compares inside an index only by operators
-- that are leakproof; those of numeric are not, so each page by price read all the pages before it. Those of bigint are.

SET LOCAL search_path = pg_catalog, extensions, public, pg_temp;

ALTER TABLE public.products
    ADD COLUMN price_in_hundredths bigint NOT NULL GENERATED ALWAYS AS ((price * 100)::bigint) STORED;

DROP INDEX public.products_by_price;
CREATE INDEX products_by_price ON public.products (store_id, price_in_hundredths, id) WHERE is_active;

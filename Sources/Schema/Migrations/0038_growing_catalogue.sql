-- What an owner does with a catalogue that grows: finding in it, filling it from a file, changing its language.

-- Finds the extensions' operators wherever they live; captured below by SET search_path FROM CURRENT.
SET LOCAL search_path = pg_catalog, extensions, public, pg_temp;

-- ── Finding products and orders ──────────────────────────────────────────────────────────────────────────────────────

-- SKUs are read off a label from their beginning and barcodes are scanned whole: a tree answers both, and costs an import
-- a tenth of what trigrams would.
CREATE INDEX product_variants_by_sku ON public.product_variants (store_id, lower(sku) text_pattern_ops) WHERE sku IS NOT NULL;
CREATE INDEX product_variants_by_barcode ON public.product_variants (store_id, lower(barcode) text_pattern_ops)
    WHERE barcode IS NOT NULL;
-- What is compared when a name is searched for, folded once and not for each row of each search: a row of the latter takes
-- five microseconds, and a word of a twentieth of a large shop forty milliseconds.
ALTER TABLE public.products ADD COLUMN folded_name text NOT NULL GENERATED ALWAYS AS (lower(app.unaccent(name))) STORED;
SELECT app.audit('products', 'product',
    derived => ARRAY['inventory_quantity', 'search_vector', 'published_at', 'price_in_hundredths', 'folded_name']);
DROP INDEX public.products_name_similar;
CREATE INDEX products_name_similar ON public.products USING gin (store_id, folded_name gin_trgm_ops);

-- What runs out, the emptiest first. No larger than what runs out.
CREATE INDEX products_running_out ON public.products (store_id, inventory_quantity, id)
    WHERE is_active AND track_inventory AND inventory_quantity <= low_stock_threshold;
-- A category belongs to one store; without this PostgreSQL multiplies the two and expects no rows at all.
CREATE STATISTICS public.products_category_tells_the_store (dependencies) ON store_id, category_id FROM public.products;

-- Typed text as LIKE takes it to the letter.
CREATE FUNCTION app.like_literal(typed text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(typed, '([\\%_])', '\\\1', 'g');

-- Trigrams need three letters or digits in a row. What is shorter is the beginning of words; NULL when it is none.
CREATE FUNCTION app.word_beginnings(typed text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = '' AS $$
    SELECT string_agg('''' || w || ''':*', ' & ')::tsquery
    FROM regexp_split_to_table(lower(app.unaccent(typed)), '[^[:alnum:]]+') AS w WHERE w <> ''
$$;

-- The entered store's products whose name holds what was typed, or one of whose SKUs or barcodes begins with it; newest
-- first, after the product `after_id`. SECURITY DEFINER for the same reason as app.search_products: LIKE is not leakproof.
--
-- What many products have is soon found among the newest; what few have is found by index. Each alone would read the
-- whole shop for the other.
CREATE FUNCTION app.find_products(typed text, page_size integer, after_id uuid DEFAULT NULL) RETURNS TABLE (product_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT ROWS 50 AS $$
DECLARE
    store uuid := app.store_id();
    wanted text := lower(app.unaccent(left(typed, 100)));
    named text := '%' || app.like_literal(wanted) || '%';
    coded text := app.like_literal(lower(left(typed, 100))) || '%';
    words tsquery := CASE WHEN wanted !~ '[[:alnum:]]{3}' THEN app.word_beginnings(wanted) END;
    page integer := LEAST(GREATEST(page_size, 1), 250);
    -- How far to look among the newest, and how far when a quarter of a page was found there.
    near integer;
    start_time timestamptz := 'infinity';
    start_id uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    found uuid[];
BEGIN
    IF store IS NULL OR app.persona() NOT IN ('store_owner', 'store_staff', 'service_role')
        OR (app.persona() = 'store_staff' AND NOT app.may('products.read')) THEN
        RETURN;
    END IF;
    IF after_id IS NOT NULL THEN
        SELECT p.created_at, p.id INTO start_time, start_id FROM public.products p
        WHERE p.store_id = store AND p.id = after_id;
    END IF;

    FOREACH near IN ARRAY ARRAY[400, 1600] LOOP
        found := ARRAY(
            SELECT n.id FROM (
                SELECT p.id, p.folded_name, p.search_vector FROM public.products p
                WHERE p.store_id = store AND p.deleted_at IS NULL AND (p.created_at, p.id) < (start_time, start_id)
                ORDER BY p.created_at DESC, p.id DESC LIMIT near
            ) AS n
            WHERE CASE WHEN words IS NULL THEN n.folded_name LIKE named ELSE n.search_vector @@ words END
                -- LIMIT, because an EXISTS may be answered for the whole shop before the first row is looked at.
                OR (SELECT true FROM public.product_variants v
                    WHERE v.store_id = store AND v.product_id = n.id AND (lower(v.sku) LIKE coded OR lower(v.barcode) LIKE coded)
                    LIMIT 1)
            LIMIT page
        );
        EXIT WHEN cardinality(found) = page OR cardinality(found) * 4 < page;
    END LOOP;
    IF cardinality(found) = page THEN
        RETURN QUERY SELECT unnest(found);
    ELSIF words IS NULL THEN
        RETURN QUERY
            WITH matching AS MATERIALIZED (
                SELECT p.id, p.created_at, p.deleted_at FROM public.products p
                WHERE p.store_id = store AND p.folded_name LIKE named
                UNION
                SELECT p.id, p.created_at, p.deleted_at
                FROM app.products_by_code(store, coded) AS c (id) JOIN public.products p ON p.store_id = store AND p.id = c.id
            )
            SELECT m.id FROM matching m
            WHERE m.deleted_at IS NULL AND (m.created_at, m.id) < (start_time, start_id)
            ORDER BY m.created_at DESC, m.id DESC LIMIT page;
    ELSE
        RETURN QUERY
            WITH matching AS MATERIALIZED (
                SELECT p.id, p.created_at, p.deleted_at FROM public.products p
                WHERE p.store_id = store AND p.search_vector @@ words
                UNION
                SELECT p.id, p.created_at, p.deleted_at
                FROM app.products_by_code(store, coded) AS c (id) JOIN public.products p ON p.store_id = store AND p.id = c.id
            )
            SELECT m.id FROM matching m
            WHERE m.deleted_at IS NULL AND (m.created_at, m.id) < (start_time, start_id)
            ORDER BY m.created_at DESC, m.id DESC LIMIT page;
    END IF;
END
$$;

CREATE FUNCTION app.products_by_code(store uuid, coded text) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT ROWS 20 AS $$
BEGIN
    -- With the pattern in its text, the tree is walked from where the code begins.
    RETURN QUERY EXECUTE format(
        'SELECT v.product_id FROM public.product_variants v WHERE v.store_id = %1$L AND lower(v.sku) LIKE %2$L
         UNION
         SELECT v.product_id FROM public.product_variants v WHERE v.store_id = %1$L AND lower(v.barcode) LIKE %2$L',
        store, coded);
END
$$;

-- The entered store's orders with this number, with or without the store's letters, or of a customer whose name or e-mail
-- address holds what was typed; newest first, after one. As app.find_products looks.
CREATE FUNCTION app.find_orders(
    typed text,
    page_size integer,
    wanted_status text DEFAULT NULL,
    after_time timestamptz DEFAULT NULL,
    after_id uuid DEFAULT NULL
) RETURNS TABLE (order_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT ROWS 50 AS $$
DECLARE
    store uuid := app.store_id();
    sees_customers boolean := app.persona() <> 'store_staff' OR app.may('customers.read');
    wanted text := lower(app.unaccent(left(typed, 100)));
    named text := '%' || app.like_literal(wanted) || '%';
    words tsquery := CASE WHEN wanted !~ '[[:alnum:]]{3}' THEN app.word_beginnings(wanted) END;
    numbers text[] := ARRAY[upper(typed)];
    page integer := LEAST(GREATEST(page_size, 1), 250);
    near integer;
    start_time timestamptz := COALESCE(after_time, 'infinity');
    start_id uuid := COALESCE(after_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
    found uuid[];
    people uuid[];
BEGIN
    IF store IS NULL OR app.persona() NOT IN ('store_owner', 'store_staff', 'service_role')
        OR (app.persona() = 'store_staff' AND NOT app.may('orders.read')) THEN
        RETURN;
    END IF;
    -- The letters are the same for all numbers of a store.
    numbers := numbers || (
        SELECT substring(o.order_number FROM '^[A-Z]+') || typed FROM public.orders o WHERE o.store_id = store LIMIT 1);

    FOREACH near IN ARRAY ARRAY[400, 1600] LOOP
        found := ARRAY(
            SELECT n.id FROM (
                SELECT o.id, o.customer_id, o.order_number FROM public.orders o
                WHERE o.store_id = store AND (o.created_at, o.id) < (start_time, start_id)
                    AND (wanted_status IS NULL OR o.status = wanted_status)
                ORDER BY o.created_at DESC, o.id DESC LIMIT near
            ) AS n
            WHERE n.order_number = ANY (numbers) OR (sees_customers AND (
                SELECT CASE WHEN words IS NULL THEN app.customer_words(c.first_name, c.last_name, c.email) LIKE named
                    ELSE app.customer_names(c.first_name, c.last_name) @@ words END
                FROM public.customers c WHERE c.store_id = store AND c.id = n.customer_id LIMIT 1
            ))
            LIMIT page
        );
        EXIT WHEN cardinality(found) = page OR cardinality(found) * 4 < page;
    END LOOP;
    IF cardinality(found) = page THEN
        RETURN QUERY SELECT unnest(found);
        RETURN;
    END IF;

    IF sees_customers AND words IS NULL THEN
        people := ARRAY(
            SELECT c.id FROM public.customers c
            WHERE c.store_id = store
                AND lower(app.unaccent(COALESCE(c.first_name, '') || ' ' || COALESCE(c.last_name, '') || ' ' || c.email))
                    LIKE named);
    ELSIF sees_customers THEN
        people := ARRAY(
            SELECT c.id FROM public.customers c
            WHERE c.store_id = store AND to_tsvector('pg_catalog.simple'::regconfig,
                app.unaccent(COALESCE(c.first_name, '') || ' ' || COALESCE(c.last_name, ''))) @@ words);
    END IF;
    RETURN QUERY
        WITH matching AS MATERIALIZED (
            SELECT o.id FROM public.orders o WHERE o.store_id = store AND o.order_number = ANY (numbers)
            UNION
            SELECT o.id FROM unnest(people) AS c (id) JOIN public.orders o ON o.store_id = store AND o.customer_id = c.id
        )
        SELECT o.id FROM matching m JOIN public.orders o ON o.store_id = store AND o.id = m.id
        WHERE (o.created_at, o.id) < (start_time, start_id) AND (wanted_status IS NULL OR o.status = wanted_status)
        ORDER BY o.created_at DESC, o.id DESC LIMIT page;
END
$$;

CREATE FUNCTION app.customer_words(first_name text, last_name text, email text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(app.unaccent(COALESCE(first_name, '') || ' ' || COALESCE(last_name, '') || ' ' || email));

CREATE FUNCTION app.customer_names(first_name text, last_name text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('pg_catalog.simple'::regconfig,
    app.unaccent(COALESCE(first_name, '') || ' ' || COALESCE(last_name, '')));

GRANT SELECT (first_name, last_name, email) ON public.customers TO sellusgenie_definer;
GRANT SELECT (order_number, status, created_at) ON public.orders TO sellusgenie_definer;

-- ── Another language ─────────────────────────────────────────────────────────────────────────────────────────────────

-- A store whose products are being indexed anew, and in what languages some of them still are.
CREATE TABLE public.catalogue_reindexes (
    store_id uuid PRIMARY KEY REFERENCES public.stores (id) ON DELETE CASCADE,
    former_languages text[] NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now()
);

-- A job does the work, in slices. Not at once: what was being added in the old language is committed by then.
CREATE OR REPLACE FUNCTION app.index_store_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.catalogue_reindexes AS r (store_id, former_languages) VALUES (NEW.id, ARRAY[OLD.language])
    ON CONFLICT (store_id) DO UPDATE SET started_at = now(),
        former_languages = array_append(array_remove(r.former_languages, OLD.language), OLD.language);
    INSERT INTO public.jobs (store_id, kind, unique_key, run_at)
    VALUES (NEW.id, 'catalogue.reindex', 'from the first', now() + interval '2 seconds')
    ON CONFLICT (store_id, kind, unique_key) WHERE state = 'queued' AND unique_key IS NOT NULL DO NOTHING;
    RETURN NULL;
END
$$;

-- As before, and meanwhile in the former languages too.
CREATE FUNCTION app.search_words(store uuid, typed text) RETURNS tsquery
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    words tsquery := app.search_query(typed, (SELECT s.language FROM public.stores s WHERE s.id = store));
    former text;
BEGIN
    FOR former IN
        SELECT unnest(r.former_languages) FROM public.catalogue_reindexes r WHERE r.store_id = store
    LOOP
        words := COALESCE(words || app.search_query(typed, former), words, app.search_query(typed, former));
    END LOOP;
    RETURN words;
END
$$;

DO $$
BEGIN
    EXECUTE replace(replace(
        pg_catalog.pg_get_functiondef('app.search_products(text, integer, real, uuid, boolean)'::regprocedure),
        'words := app.search_query(typed, (SELECT s.language FROM public.stores s WHERE s.id = store));',
        'words := app.search_words(store, typed);'), 'lower(app.unaccent(p.name))', 'p.folded_name');
END
$$;

-- ── Files on their way in ────────────────────────────────────────────────────────────────────────────────────────────

-- In the database, because the program that works through a file need not be the one that received it.
CREATE TABLE public.import_uploads (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    import_run_id uuid NOT NULL,
    part integer NOT NULL,
    content bytea NOT NULL CONSTRAINT import_uploads_parts_are_small CHECK (length(content) BETWEEN 1 AND 1048576),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT import_uploads_part_is_unique UNIQUE (store_id, import_run_id, part),
    CONSTRAINT import_uploads_run_in_same_store FOREIGN KEY (store_id, import_run_id)
        REFERENCES public.import_runs (store_id, id) ON DELETE CASCADE
);
CREATE INDEX import_uploads_age ON public.import_uploads (created_at);
-- Compressed by nobody: it is read once.
ALTER TABLE public.import_uploads ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE public.import_runs DROP CONSTRAINT import_runs_state_is_known;
ALTER TABLE public.import_runs ADD CONSTRAINT import_runs_state_is_known
    CHECK (state IN ('uploading', 'queued', 'running', 'succeeded', 'failed', 'cancelled', 'undone')) NOT VALID;
ALTER TABLE public.import_runs VALIDATE CONSTRAINT import_runs_state_is_known;
-- With resume_offset it says how far a run is.
ALTER TABLE public.import_runs ADD COLUMN file_size bigint;
SELECT app.audit('import_runs', 'import', derived => ARRAY['resume_offset', 'file_hash']);

-- ── Who may what ─────────────────────────────────────────────────────────────────────────────────────────────────────

DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['catalogue_reindexes', 'import_uploads'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
        EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, anon, authenticated, service_role, shopper, store_owner,
            store_staff, billing', target);
        PERFORM app.allow(target, 'service_role', 'SIUD', 'app.store_id() IS NULL OR store_id = app.store_id()');
    END LOOP;
END
$$;
SELECT app.allow('catalogue_reindexes', 'sellusgenie_definer', 'SIU', 'true');
SELECT app.allow('jobs', 'sellusgenie_definer', 'SI', 'true',
    readable => ARRAY['store_id', 'kind', 'unique_key', 'state'],
    insertable => ARRAY['store_id', 'kind', 'unique_key', 'run_at']);

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
DO $$
DECLARE
    ours regprocedure;
BEGIN
    FOREACH ours IN ARRAY ARRAY[
        'app.find_products(text, integer, uuid)', 'app.products_by_code(uuid, text)',
        'app.find_orders(text, integer, text, timestamptz, uuid)', 'app.search_words(uuid, text)'
    ]::regprocedure[] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO sellusgenie_definer', ours);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', ours);
    END LOOP;
END
$$;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.like_literal(text), app.word_beginnings(text), app.customer_words(text, text, text),
    app.customer_names(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.like_literal(text), app.word_beginnings(text), app.customer_words(text, text, text),
    app.customer_names(text, text) TO sellusgenie_definer;
GRANT EXECUTE ON FUNCTION app.find_products(text, integer, uuid), app.find_orders(text, integer, text, timestamptz, uuid)
    TO store_owner, store_staff, service_role;
SELECT app.let_movers_in();

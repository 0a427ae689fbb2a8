-- Search inside the entered store, and the months of the event table.

-- Finds the extensions' operators wherever they live; captured below by SET search_path FROM CURRENT.
SET LOCAL search_path = pg_catalog, extensions, public, pg_temp;

-- SECURITY DEFINER, because @@ is not leakproof: under a policy PostgreSQL would read every row of the store before it
-- asked the index. The store is the entered one and cannot be passed. The last word is a prefix; when no product has
-- the words, similar names are offered instead.
CREATE FUNCTION app.search_products(
    search text,
    page_size integer DEFAULT 20,
    after_rank real DEFAULT NULL,
    after_id uuid DEFAULT NULL,
    include_inactive boolean DEFAULT false
) RETURNS TABLE (product_id uuid, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT ROWS 20 AS $$
DECLARE
    store uuid := app.store_id();
    words tsquery;
    typed text := lower(app.unaccent(left(search_products.search, 200)));
    hidden_too boolean := include_inactive AND app.persona() IN ('store_owner', 'store_staff', 'service_role');
    only_active boolean := NOT COALESCE(hidden_too, false);
    page integer := LEAST(GREATEST(page_size, 1), 250);
BEGIN
    IF store IS NULL OR (app.persona() = 'store_staff' AND NOT app.may('products.read')) THEN
        RETURN;
    END IF;
    words := app.search_query(typed, (SELECT s.language FROM public.stores s WHERE s.id = store));

    IF words IS NOT NULL AND EXISTS (
        SELECT FROM public.products p
        WHERE p.store_id = store AND p.search_vector @@ words AND p.deleted_at IS NULL AND (p.is_active OR NOT only_active)
    ) THEN
        RETURN QUERY
            SELECT found.id, found.rank
            FROM (
                SELECT p.id, ts_rank(p.search_vector, words) AS rank FROM public.products p
                WHERE p.store_id = store AND p.search_vector @@ words
                  AND p.deleted_at IS NULL AND (p.is_active OR NOT only_active)
            ) AS found
            WHERE after_id IS NULL OR found.rank < after_rank OR (found.rank = after_rank AND found.id > after_id)
            ORDER BY found.rank DESC, found.id
            LIMIT page;
        RETURN;
    END IF;

    RETURN QUERY
        SELECT found.id, found.rank
        FROM (
            SELECT p.id, word_similarity(typed, lower(app.unaccent(p.name))) AS rank FROM public.products p
            WHERE p.store_id = store AND typed <% lower(app.unaccent(p.name))
              AND p.deleted_at IS NULL AND (p.is_active OR NOT only_active)
        ) AS found
        WHERE after_id IS NULL OR found.rank < after_rank OR (found.rank = after_rank AND found.id > after_id)
        ORDER BY found.rank DESC, found.id
        LIMIT page;
END
$$;

-- NULL when nothing but stop words was typed. 'blue wool sho' becomes blue & wool & sho:*, each as the language stems it or, for SKUs and vendors, as it stands.
CREATE FUNCTION app.search_query(typed text, language text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE SET search_path = '' AS $$
DECLARE
    word text;
    words text[] := array_remove(regexp_split_to_array(typed, '[^[:alnum:]]+'), '');
    whole tsquery;
    part tsquery;
    -- More words than this narrow nothing down and cost an index scan each.
    at_most CONSTANT integer := 12;
BEGIN
    FOR place IN 1 .. LEAST(cardinality(words), at_most) LOOP
        word := words[place] || CASE WHEN place = cardinality(words) THEN ':*' ELSE '' END;
        part := to_tsquery(app.text_search_config(language), word);
        -- A stop word of the language says nothing.
        CONTINUE WHEN numnode(part) = 0;
        part := part || to_tsquery('pg_catalog.simple'::regconfig, word);
        whole := COALESCE(whole && part, part);
    END LOOP;
    RETURN whole;
END
$$;

-- Months are made by a function, so its owner owns the table. An owner must be able to create where his table lies.
GRANT USAGE, CREATE ON SCHEMA partitions TO sellusgenie_definer;
GRANT CREATE ON SCHEMA public TO sellusgenie_definer;
ALTER TABLE public.analytics_events OWNER TO sellusgenie_definer;
ALTER TABLE partitions.analytics_events_default OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA public FROM sellusgenie_definer;

-- This month and the months after it. Rows that lie in the default partition would stop a month from being made, so it
-- is kept empty by making them ahead.
CREATE FUNCTION app.ensure_event_partitions(months_ahead integer DEFAULT 3) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    month timestamptz;
    partition_name text;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('app.ensure_event_partitions', 0));
    FOR month IN
        SELECT generate_series(first, first + make_interval(months => LEAST(GREATEST(months_ahead, 0), 36)), '1 month')
        FROM (SELECT date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month' AS first) AS begin
    LOOP
        partition_name := 'analytics_events_' || to_char(month, 'YYYY_MM');
        CONTINUE WHEN to_regclass('partitions.' || partition_name) IS NOT NULL;
        PERFORM app.make_event_partition(partition_name, month::timestamp);
        made := made + 1;
    END LOOP;
    RETURN made;
END
$$;

CREATE FUNCTION app.make_event_partition(partition_name text, month timestamp) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    EXECUTE format(
        'CREATE TABLE partitions.%I PARTITION OF public.analytics_events FOR VALUES FROM (%L) TO (%L)',
        partition_name, month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
    -- Reached through their parent only, whose policies decide; on their own they show nothing to anybody.
    EXECUTE format('ALTER TABLE partitions.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', partition_name);
END
$$;

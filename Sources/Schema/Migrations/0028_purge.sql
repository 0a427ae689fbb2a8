-- Erasing a deleted store when its thirty days are over, in slices: each call is a transaction that touches a bounded
-- number of rows, and says how many; none means that it is done. What is left when a program is killed is found by the
-- next call. Everything goes but the books: orders, their lines, payments and refunds, the policies that orders accepted,
-- and a customer's row without the person, because orders name it.

-- What only definers write. Guarded by itself, although app.purge_store is what calls it.
CREATE FUNCTION app.purge_ledgers(at_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.store_id();
    ledger text;
    removed integer;
BEGIN
    PERFORM app.require_purge(store);
    FOREACH ledger IN ARRAY ARRAY[
        'order_events', 'audit_log', 'stock_movements', 'stock_reservations', 'stock_refreshes', 'store_usage',
        'order_counters'
    ] LOOP
        EXECUTE format(
            'DELETE FROM public.%1$I WHERE store_id = $1 AND ctid = ANY (ARRAY(
                SELECT ctid FROM public.%1$I WHERE store_id = $1 LIMIT $2))', ledger) USING store, at_most;
        GET DIAGNOSTICS removed = ROW_COUNT;
        IF removed > 0 THEN
            RETURN removed;
        END IF;
    END LOOP;
    DELETE FROM public.policy_revisions r
    WHERE r.store_id = store AND r.id IN (
        SELECT p.id FROM public.policy_revisions p
        WHERE p.store_id = store AND NOT EXISTS (
            SELECT FROM public.orders o WHERE o.store_id = store AND o.policy_revision_id = p.id
        ) LIMIT at_most
    );
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$$;

CREATE FUNCTION app.require_purge(store uuid) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    PERFORM 1 FROM public.stores s WHERE s.id = store AND s.deleted_at IS NOT NULL AND s.purge_after <= now();
    IF NOT FOUND OR app.persona() <> 'service_role' THEN
        PERFORM app.refuse('stores_are_purged_after_thirty_days', 'this store may not be erased now');
    END IF;
END
$$;

CREATE FUNCTION app.remove_store() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.require_purge(app.store_id());
    DELETE FROM public.stores s WHERE s.id = app.store_id();
    PERFORM app.forget_purge();
END
$$;

-- The purge is done, and the store's log of it goes too.
CREATE FUNCTION app.end_purge() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.require_purge(app.store_id());
    UPDATE public.stores s SET purge_after = NULL WHERE s.id = app.store_id();
    PERFORM app.forget_purge();
END
$$;

CREATE FUNCTION app.forget_purge() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM public.audit_log a WHERE a.store_id = app.store_id();
END
$$;

-- As service_role in the store, whose rows are all it can reach. The tables come from the catalogue, so that one that is
-- added later is purged too; parents after their children, so that no cascade is longer than a slice.
CREATE FUNCTION app.purge_store(at_most integer DEFAULT 1000) RETURNS integer
LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    store uuid := app.store_id();
    books CONSTANT text[] := ARRAY['orders', 'order_items', 'payments', 'refunds', 'customers', 'policy_revisions'];
    parents CONSTANT text[] := ARRAY['fulfilments', 'product_variants', 'products', 'categories', 'import_runs', 'pages'];
    target text;
    touched integer;
BEGIN
    PERFORM 1 FROM public.stores s
    WHERE s.id = store AND s.deleted_at IS NOT NULL AND s.purge_after <= now() FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    touched := app.purge_ledgers(at_most);
    IF touched > 0 THEN
        RETURN touched;
    END IF;
    FOR target IN
        SELECT c.relname::text
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            AND c.relname::text <> ALL (books) AND pg_catalog.has_table_privilege(c.oid, 'DELETE')
        ORDER BY array_position(parents, c.relname::text) NULLS FIRST, c.relname
    LOOP
        -- Rows of several partitions may share a ctid; then a slice is as many times larger.
        EXECUTE format(
            'DELETE FROM public.%1$I WHERE store_id = $1 AND ctid = ANY (ARRAY(
                SELECT ctid FROM public.%1$I WHERE store_id = $1 LIMIT $2))', target) USING store, at_most;
        GET DIAGNOSTICS touched = ROW_COUNT;
        IF touched > 0 THEN
            RETURN touched;
        END IF;
    END LOOP;
    touched := app.close_books(at_most);
    IF touched = 0 THEN
        PERFORM app.leave_store();
    END IF;
    RETURN touched;
END
$$;

-- Takes the people out of the books.
CREATE FUNCTION app.close_books(at_most integer) RETURNS integer LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    store uuid := app.store_id();
    touched integer;
BEGIN
    -- The country stays: taxes are owed by it.
    UPDATE public.orders o
    SET email = 'erased@erased.invalid', public_token = app.random_token(), cart_session_id = NULL, notes = NULL,
        customer_notes = NULL, tracking_number = NULL, cancel_reason = NULL, billing_address = NULL,
        shipping_address = CASE WHEN o.shipping_address ? 'country'
            THEN jsonb_build_object('country', o.shipping_address -> 'country') END
    WHERE o.store_id = store AND o.id IN (
        SELECT n.id FROM public.orders n WHERE n.store_id = store AND n.email <> 'erased@erased.invalid' LIMIT at_most
    );
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched > 0 THEN RETURN touched; END IF;

    DELETE FROM public.customers c
    WHERE c.store_id = store AND c.id IN (
        SELECT n.id FROM public.customers n
        WHERE n.store_id = store
            AND NOT EXISTS (SELECT FROM public.orders o WHERE o.store_id = store AND o.customer_id = n.id)
        LIMIT at_most
    );
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched > 0 THEN RETURN touched; END IF;

    UPDATE public.customers c
    SET email = c.id || '@erased.invalid', user_id = NULL, google_id = NULL, apple_id = NULL, first_name = NULL,
        last_name = NULL, phone = NULL, date_of_birth = NULL, shipping_address_line1 = NULL,
        shipping_address_line2 = NULL, shipping_city = NULL, shipping_state = NULL, shipping_postal_code = NULL,
        billing_address_line1 = NULL, billing_address_line2 = NULL, billing_city = NULL, billing_state = NULL,
        billing_postal_code = NULL, accepts_marketing = false, marketing_consent_source = NULL, tags = '{}', notes = NULL,
        is_active = false, erased_at = now()
    WHERE c.store_id = store AND c.id IN (
        SELECT n.id FROM public.customers n
        WHERE n.store_id = store AND n.email <> n.id || '@erased.invalid' LIMIT at_most
    );
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched > 0 THEN RETURN touched; END IF;

    UPDATE public.payments p
    SET stripe_client_secret = NULL, payment_method_details = NULL, failure_message = NULL
    WHERE p.store_id = store AND p.id IN (
        SELECT n.id FROM public.payments n
        WHERE n.store_id = store AND (
            n.stripe_client_secret IS NOT NULL OR n.payment_method_details IS NOT NULL OR n.failure_message IS NOT NULL
        ) LIMIT at_most
    );
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched > 0 THEN RETURN touched; END IF;

    UPDATE public.refunds r SET reason = NULL, created_by = NULL
    WHERE r.store_id = store AND r.id IN (
        SELECT n.id FROM public.refunds n
        WHERE n.store_id = store AND (n.reason IS NOT NULL OR n.created_by IS NOT NULL) LIMIT at_most
    );
    GET DIAGNOSTICS touched = ROW_COUNT;
    RETURN touched;
END
$$;

-- The row goes where no books hang on it; otherwise nothing is left in it but whose books they are.
CREATE FUNCTION app.leave_store() RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.orders o WHERE o.store_id = app.store_id())
        AND NOT EXISTS (SELECT FROM public.payments p WHERE p.store_id = app.store_id()) THEN
        PERFORM app.remove_store();
        RETURN;
    END IF;
    UPDATE public.stores s
    SET store_name = 'Closed store', store_slug = 'closed-' || replace(s.id::text, '-', ''), store_domain = NULL,
        store_tagline = NULL, stripe_publishable_key = NULL, payment_enabled = false, store_address_line1 = NULL,
        store_address_line2 = NULL, store_city = NULL, store_state = NULL, store_postal_code = NULL, store_phone = NULL,
        store_email = NULL, logo_url = NULL, favicon_url = NULL, primary_color = NULL, secondary_color = NULL,
        meta_title = NULL, meta_description = NULL, theme = '{}', suspended_reason = NULL
    WHERE s.id = app.store_id();
    PERFORM app.end_purge();
END
$$;

SELECT app.allow(t, 'sellusgenie_definer', 'D', 'true')
FROM unnest(ARRAY['stores', 'store_usage', 'order_counters', 'stock_movements', 'policy_revisions']) AS t;
SELECT app.allow(t, 'sellusgenie_definer', 'SD', 'true') FROM unnest(ARRAY['order_events', 'audit_log']) AS t;
GRANT SELECT (policy_revision_id) ON public.orders TO sellusgenie_definer;
GRANT SELECT (purge_after), UPDATE (purge_after) ON public.stores TO sellusgenie_definer;

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.purge_ledgers(integer) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.remove_store() OWNER TO sellusgenie_definer;
ALTER FUNCTION app.end_purge() OWNER TO sellusgenie_definer;
ALTER FUNCTION app.forget_purge() OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.purge_ledgers(integer), app.require_purge(uuid), app.remove_store(), app.end_purge(),
    app.forget_purge(), app.purge_store(integer), app.close_books(integer), app.leave_store() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.purge_ledgers(integer), app.remove_store(), app.end_purge(),
    app.purge_store(integer), app.close_books(integer), app.leave_store() TO service_role;
GRANT EXECUTE ON FUNCTION app.require_purge(uuid) TO service_role, sellusgenie_definer;

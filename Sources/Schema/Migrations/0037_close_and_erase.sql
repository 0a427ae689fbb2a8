-- A suspended store is closed to its people by the database itself; what a plan's end makes of a store is in its log; and
-- one way of erasing is left, that of 0033.

-- ── The door: a deleted store is entered by nobody but the program, a suspended one by the program on its own ────────

CREATE OR REPLACE FUNCTION app.admit(
    persona text, actor uuid, store uuid, order_token text,
    OUT customer uuid, OUT entered_order uuid, OUT permissions text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    admitted boolean := false;
BEGIN
    CASE persona
    WHEN 'anon' THEN
        admitted := store IS NULL OR EXISTS (SELECT FROM public.stores s WHERE s.id = store AND s.is_open);
        IF order_token IS NOT NULL THEN
            SELECT o.id INTO entered_order FROM public.orders o
            WHERE o.store_id = store AND o.public_token = order_token;
        END IF;
    WHEN 'shopper' THEN
        SELECT c.id INTO customer
        FROM public.customers c JOIN public.stores s ON s.id = c.store_id
        WHERE c.store_id = store AND c.user_id = actor AND c.is_active AND c.erased_at IS NULL AND s.is_open;
        admitted := customer IS NOT NULL;
        IF order_token IS NOT NULL THEN
            SELECT o.id INTO entered_order FROM public.orders o
            WHERE o.store_id = store AND o.public_token = order_token AND o.customer_id = customer;
        END IF;
    WHEN 'store_owner' THEN
        -- Restored, and read about, without being entered: a store's owner reaches its row from outside.
        admitted := CASE WHEN store IS NULL
            THEN EXISTS (SELECT FROM public.store_owners o WHERE o.id = actor)
            ELSE EXISTS (
                SELECT FROM public.stores s
                WHERE s.id = store AND s.store_owner_id = actor AND s.deleted_at IS NULL AND s.suspended_at IS NULL
            )
        END;
    WHEN 'store_staff' THEN
        SELECT true, ' ' || string_agg(p.permission, ' ') || ' ' INTO admitted, permissions
        FROM public.staff m
        JOIN public.stores s ON s.id = m.store_id AND s.deleted_at IS NULL AND s.suspended_at IS NULL
        JOIN public.staff_permissions p ON p.role = m.role
        WHERE m.store_id = store AND m.user_id = actor AND m.is_active
        GROUP BY m.id;
    WHEN 'authenticated' THEN
        admitted := actor IS NOT NULL AND store IS NULL;
    WHEN 'service_role' THEN
        admitted := store IS NULL OR EXISTS (SELECT FROM public.stores s WHERE s.id = store);
    WHEN 'billing' THEN
        admitted := store IS NULL;
    ELSE
        admitted := false;
    END CASE;

    IF admitted IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'app_enter_refused',
            MESSAGE = 'this actor may not act in this store';
    END IF;
END
$$;

-- Payments that were made are still written down, in nobody's name.
CREATE FUNCTION app.refuse_in_suspended(claims jsonb, store uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF claims ? 'act' AND EXISTS (SELECT FROM public.stores s WHERE s.id = store AND s.suspended_at IS NOT NULL) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'app_enter_refused',
            MESSAGE = 'nobody may have the program act in a suspended store';
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION app.enter(role text, claims jsonb, store uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    actor uuid := NULLIF(claims ->> 'sub', '')::uuid;
    admitted record;
BEGIN
    SELECT * INTO admitted FROM app.admit(role, actor, store, claims ->> 'order_token');
    IF role = 'service_role' AND store IS NOT NULL THEN
        PERFORM app.refuse_in_suspended(claims, store);
    END IF;
    EXECUTE pg_catalog.format('SET LOCAL app.persona = %L', role);
    EXECUTE pg_catalog.format('SET LOCAL app.store = %L', COALESCE(store::text, ''));
    EXECUTE pg_catalog.format('SET LOCAL request.jwt.claims = %L', COALESCE(claims::text, '{}'));
    IF actor IS NOT NULL THEN
        EXECUTE pg_catalog.format('SET LOCAL app.user_id = %L', actor);
    END IF;
    IF admitted.customer IS NOT NULL THEN
        EXECUTE pg_catalog.format('SET LOCAL app.customer_id = %L', admitted.customer);
    ELSIF role = 'anon' AND claims ? 'cart' THEN
        EXECUTE pg_catalog.format('SET LOCAL app.cart_id = %L', claims ->> 'cart');
    END IF;
    IF admitted.entered_order IS NOT NULL THEN
        EXECUTE pg_catalog.format('SET LOCAL app.order_id = %L', admitted.entered_order);
    END IF;
    IF admitted.permissions IS NOT NULL THEN
        EXECUTE pg_catalog.format('SET LOCAL app.permissions = %L', admitted.permissions);
    END IF;
    IF role NOT IN ('anon', 'shopper', 'billing', 'authenticated') AND app.only_reads(role, claims, store) THEN
        SET LOCAL transaction_read_only = on;
    END IF;
    EXECUTE pg_catalog.format('SET LOCAL ROLE %I', role);
END
$$;

-- What a token of its owner's reaches from outside of any store.
CREATE OR REPLACE FUNCTION app.my_store_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 5 AS $$
    SELECT s.id FROM public.stores s WHERE s.store_owner_id = app.claimed_user_id() AND s.suspended_at IS NULL
$$;

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.refuse_in_suspended(jsonb, uuid) OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.refuse_in_suspended(jsonb, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.refuse_in_suspended(jsonb, uuid) TO sellusgenie_app;

-- ── From when on a store is only read follows from its owner's plan, by trigger; its people look for it in its log ───

DO $$
DECLARE
    untold text[];
BEGIN
    SELECT array_agg(a.attname::text) INTO untold FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = 'public.stores'::regclass AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attname NOT IN ('read_only_from', 'subscription_status');
    EXECUTE format('CREATE TRIGGER standing_is_told AFTER UPDATE OF read_only_from ON public.stores FOR EACH ROW
        WHEN (pg_trigger_depth() > 0 AND OLD.read_only_from IS DISTINCT FROM NEW.read_only_from)
        EXECUTE FUNCTION app.audit_update(''store'', '''', %L, ''{}'')', untold);
END
$$;

-- ── One way of erasing: out of the tables, into closed_books ─────────────────────────────────────────────────────────

DROP FUNCTION app.purge_store(integer), app.purge_ledgers(integer), app.close_books(integer), app.leave_store(),
    app.remove_store(), app.end_purge(), app.forget_purge(), app.require_purge(uuid),
    app.erase_store_audit(uuid, integer), app.erase_account_audit(uuid);

-- What the functions were given. Deleting what others refer to is the work of foreign keys and of the mover.
DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['stores', 'store_usage', 'order_counters', 'stock_movements', 'policy_revisions',
        'order_events'] LOOP
        EXECUTE format('DROP POLICY sellusgenie_definer_may_delete ON public.%I', target);
        EXECUTE format('REVOKE DELETE ON public.%I FROM sellusgenie_definer', target);
    END LOOP;
END
$$;
REVOKE UPDATE (purge_after) ON public.stores FROM sellusgenie_definer;

-- A slice of what the log knows of people whose accounts are erased; none when nothing is left.
CREATE FUNCTION app.erase_account_audit(accounts uuid[], at_most integer) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH erased AS (
        UPDATE public.audit_log a SET label = NULL, before = app.without_values(a.before),
            after = app.without_values(a.after), request_id = NULL, ip_address = NULL
        FROM (
            SELECT t.id, t.created_at FROM public.audit_log t
            WHERE t.store_id IS NULL AND t.account_id = ANY (accounts)
              AND (t.label, t.before, t.after, t.request_id, t.ip_address) IS DISTINCT FROM
                  (NULL::text, app.without_values(t.before), app.without_values(t.after), NULL::text, NULL::inet)
            LIMIT at_most
        ) AS told
        WHERE a.id = told.id AND a.created_at = told.created_at RETURNING 1
    )
    SELECT count(*)::integer FROM erased
$$;
GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.erase_account_audit(uuid[], integer) OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.erase_account_audit(uuid[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.erase_account_audit(uuid[], integer) TO service_role;

-- Stores that the former way had left as books with a name that says nothing: they go the same way as all others.
ALTER TABLE public.stores NO FORCE ROW LEVEL SECURITY;
UPDATE public.stores SET purge_after = now() WHERE deleted_at IS NOT NULL AND purge_after IS NULL;
ALTER TABLE public.stores FORCE ROW LEVEL SECURITY;

SELECT app.let_movers_in();

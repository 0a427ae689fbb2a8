-- The only door. Whoever logs in may do nothing before this function has said who acts and where.

-- Decides, once per transaction, whether the actor may act in the store, and what follows from it.
CREATE FUNCTION app.admit(
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
        admitted := CASE WHEN store IS NULL
            THEN EXISTS (SELECT FROM public.store_owners o WHERE o.id = actor)
            ELSE EXISTS (SELECT FROM public.stores s WHERE s.id = store AND s.store_owner_id = actor)
        END;
    WHEN 'store_staff' THEN
        SELECT true, ' ' || string_agg(p.permission, ' ') || ' ' INTO admitted, permissions
        FROM public.staff m
        JOIN public.stores s ON s.id = m.store_id AND s.deleted_at IS NULL
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

-- SECURITY INVOKER, because PostgreSQL refuses SET ROLE in a definer function. SET LOCAL and never set_config(): it ends
-- with the transaction, and Citus carries it to the shards. No `SET search_path` here, it would only add a level to
-- undo; every name is qualified. Not callable twice: the persona has no right to execute it.
CREATE FUNCTION app.enter(role text, claims jsonb, store uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    actor uuid := NULLIF(claims ->> 'sub', '')::uuid;
    admitted record;
BEGIN
    SELECT * INTO admitted FROM app.admit(role, actor, store, claims ->> 'order_token');
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
    EXECUTE pg_catalog.format('SET LOCAL ROLE %I', role);
END
$$;

-- Who is addressed by a host's first label or by a whole domain: asked before there is a store to enter.
CREATE FUNCTION app.find_store(host_or_slug text) RETURNS TABLE (id uuid, store_slug text, is_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT s.id, s.store_slug, s.is_open FROM public.stores s
    WHERE s.store_slug = lower(host_or_slug) AND s.deleted_at IS NULL
    UNION ALL
    SELECT s.id, s.store_slug, s.is_open FROM public.stores s
    WHERE lower(s.store_domain) = lower(host_or_slug) AND s.store_domain_verified_at IS NOT NULL AND s.deleted_at IS NULL
    LIMIT 1
$$;

-- For what spans stores. SECURITY DEFINER, so that policies do not recurse into the policies of stores and customers.
CREATE FUNCTION app.my_store_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 5 AS $$
    SELECT s.id FROM public.stores s WHERE s.store_owner_id = app.claimed_user_id()
$$;

CREATE FUNCTION app.my_customer_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 5 AS $$
    SELECT c.id FROM public.customers c WHERE c.user_id = app.claimed_user_id()
$$;

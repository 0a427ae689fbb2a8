-- The only ways to change stock. Each keeps level and ledger together, works in the entered store only, and locks
-- variants in the order of their ids, so that two checkouts never wait for each other in a circle.

CREATE FUNCTION app.stock_store() RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    IF app.store_id() IS NULL OR app.persona() NOT IN ('service_role', 'store_owner', 'store_staff')
        OR (app.persona() = 'store_staff' AND NOT app.may('inventory.write')) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'stock_changed_by_the_entitled',
            MESSAGE = 'stock is changed inside one store, by those who may';
    END IF;
    RETURN app.store_id();
END
$$;

CREATE FUNCTION app.refuse_stock(store uuid, variant uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM 1 FROM public.stock_levels l WHERE l.store_id = store AND l.variant_id = variant;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'stock_levels_variant_in_same_store',
            MESSAGE = 'this store has no such variant', DETAIL = variant::text;
    END IF;
    PERFORM app.refuse('stock_levels_never_oversold', 'fewer units are available than were asked for', variant::text);
END
$$;

CREATE FUNCTION app.move_stock(store uuid, variant uuid, moved integer, why text, ordered uuid, remark text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    INSERT INTO public.stock_movements (store_id, variant_id, quantity, reason, order_id, note, actor_id)
    VALUES (store, variant, moved, why, ordered, remark, app.user_id());
    INSERT INTO public.stock_refreshes (store_id, product_id)
    SELECT l.store_id, l.product_id FROM public.stock_levels l WHERE l.store_id = store AND l.variant_id = variant
$$;

-- Gives back what the holder holds; `forget` removes the rows, so that other lines can be held instead.
CREATE FUNCTION app.give_back(store uuid, holder uuid, becomes text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    held record;
    given integer := 0;
BEGIN
    FOR held IN
        SELECT r.id, r.variant_id, r.quantity FROM public.stock_reservations r
        WHERE r.store_id = store AND r.holder_id = holder AND r.state = 'held'
        ORDER BY r.variant_id FOR UPDATE
    LOOP
        UPDATE public.stock_levels l SET reserved = l.reserved - held.quantity
        WHERE l.store_id = store AND l.variant_id = held.variant_id;
        UPDATE public.stock_reservations r SET state = becomes WHERE r.store_id = store AND r.id = held.id;
        given := given + 1;
    END LOOP;
    RETURN given;
END
$$;

CREATE FUNCTION app.reserve_stock(holder uuid, variant uuid[], quantity integer[], hold interval) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.stock_store();
    line record;
    is_tracked boolean;
BEGIN
    IF cardinality(variant) IS DISTINCT FROM cardinality(quantity) OR 1 > ANY (quantity) THEN
        PERFORM app.refuse('stock_reservations_quantity_positive', 'each variant is reserved with a positive quantity');
    END IF;
    IF EXISTS (
        SELECT FROM public.stock_reservations r
        WHERE r.store_id = store AND r.holder_id = reserve_stock.holder AND r.state = 'sold'
    ) THEN
        PERFORM app.refuse('stock_reservations_not_yet_sold', 'what this order reserved has been sold already');
    END IF;
    -- An earlier attempt of the same holder: all rows concerned are locked in order before anything is given back.
    PERFORM 1 FROM public.stock_reservations r WHERE r.store_id = store AND r.holder_id = reserve_stock.holder;
    IF FOUND THEN
        PERFORM 1 FROM public.stock_levels l
        WHERE l.store_id = store AND l.variant_id IN (
            SELECT unnest(reserve_stock.variant)
            UNION SELECT r.variant_id FROM public.stock_reservations r
            WHERE r.store_id = store AND r.holder_id = reserve_stock.holder
        ) ORDER BY l.variant_id FOR NO KEY UPDATE;
        PERFORM app.give_back(store, reserve_stock.holder, 'released');
        DELETE FROM public.stock_reservations r WHERE r.store_id = store AND r.holder_id = reserve_stock.holder;
    END IF;

    FOR line IN
        SELECT asked.id, sum(asked.units)::integer AS units
        FROM unnest(reserve_stock.variant, reserve_stock.quantity) AS asked (id, units)
        GROUP BY asked.id ORDER BY asked.id
    LOOP
        UPDATE public.stock_levels l
        SET reserved = l.reserved + CASE WHEN l.tracked THEN line.units ELSE 0 END
        WHERE l.store_id = store AND l.variant_id = line.id
          AND (NOT l.tracked OR l.backorder OR l.on_hand - l.reserved >= line.units)
        RETURNING l.tracked INTO is_tracked;
        IF NOT FOUND THEN
            PERFORM app.refuse_stock(store, line.id);
        END IF;
        IF is_tracked THEN
            INSERT INTO public.stock_reservations (store_id, holder_id, variant_id, quantity, expires_at)
            VALUES (store, reserve_stock.holder, line.id, line.units, now() + hold);
        END IF;
    END LOOP;
END
$$;

CREATE FUNCTION app.release_stock(holder uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.stock_store();
BEGIN
    -- What had expired was given back before; it must not be taken again by a late payment.
    UPDATE public.stock_reservations r SET state = 'released'
    WHERE r.store_id = store AND r.holder_id = release_stock.holder AND r.state = 'expired';
    RETURN app.give_back(store, release_stock.holder, 'released');
END
$$;

CREATE FUNCTION app.sell_reserved_stock(holder uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.stock_store();
    line record;
    sold integer := 0;
BEGIN
    FOR line IN
        SELECT r.id, r.variant_id, r.quantity, r.state FROM public.stock_reservations r
        WHERE r.store_id = store AND r.holder_id = sell_reserved_stock.holder AND r.state IN ('held', 'expired')
        ORDER BY r.variant_id FOR UPDATE
    LOOP
        UPDATE public.stock_levels l
        SET on_hand = l.on_hand - line.quantity,
            reserved = l.reserved - CASE line.state WHEN 'held' THEN line.quantity ELSE 0 END
        WHERE l.store_id = store AND l.variant_id = line.variant_id
          AND (line.state = 'held' OR l.backorder OR NOT l.tracked OR l.on_hand - l.reserved >= line.quantity);
        IF NOT FOUND THEN
            PERFORM app.refuse_stock(store, line.variant_id);
        END IF;
        PERFORM app.move_stock(store, line.variant_id, -line.quantity, 'sale', sell_reserved_stock.holder, NULL);
        UPDATE public.stock_reservations r SET state = 'sold' WHERE r.store_id = store AND r.id = line.id;
        sold := sold + 1;
    END LOOP;
    RETURN sold;
END
$$;

CREATE FUNCTION app.restock(order_id uuid, variant uuid[], quantity integer[], reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.stock_store();
    line record;
BEGIN
    FOR line IN
        SELECT back.id, sum(back.units)::integer AS units
        FROM unnest(restock.variant, restock.quantity) AS back (id, units)
        GROUP BY back.id HAVING sum(back.units) > 0 ORDER BY back.id
    LOOP
        UPDATE public.stock_levels l SET on_hand = l.on_hand + line.units
        WHERE l.store_id = store AND l.variant_id = line.id AND l.tracked;
        IF FOUND THEN
            PERFORM app.move_stock(store, line.id, line.units, restock.reason, restock.order_id, NULL);
        END IF;
    END LOOP;
END
$$;

CREATE FUNCTION app.adjust_stock(variant uuid, delta integer, reason text, note text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.stock_store();
    level record;
BEGIN
    UPDATE public.stock_levels l SET on_hand = l.on_hand + delta
    WHERE l.store_id = store AND l.variant_id = adjust_stock.variant
    RETURNING l.on_hand, l.product_id INTO level;
    IF NOT FOUND THEN
        PERFORM app.refuse_stock(store, adjust_stock.variant);
    END IF;
    PERFORM app.move_stock(store, adjust_stock.variant, delta, adjust_stock.reason, NULL, adjust_stock.note);
    PERFORM app.follow_levels(store, level.product_id);
    RETURN level.on_hand;
END
$$;

-- Compare and set: a count that was made while somebody sold is refused.
CREATE FUNCTION app.set_stock(variant uuid, expected integer, counted integer, reason text, note text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.stock_store();
    found_on_hand integer;
BEGIN
    SELECT l.on_hand INTO found_on_hand FROM public.stock_levels l
    WHERE l.store_id = store AND l.variant_id = set_stock.variant FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM app.refuse_stock(store, set_stock.variant);
    END IF;
    IF found_on_hand <> expected THEN
        PERFORM app.refuse('stock_levels_changed_meanwhile', 'the stock changed while it was edited', found_on_hand::text);
    END IF;
    IF counted = expected THEN
        RETURN counted;
    END IF;
    RETURN app.adjust_stock(set_stock.variant, counted - expected, set_stock.reason, set_stock.note);
END
$$;

-- Many variants to given figures. What is reserved stays covered.
CREATE FUNCTION app.import_stock(variant uuid[], on_hand integer[], reason text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.stock_store();
    moved integer;
BEGIN
    WITH wanted AS (
        SELECT DISTINCT ON (w.id) w.id, w.units
        FROM unnest(import_stock.variant, import_stock.on_hand) WITH ORDINALITY AS w (id, units, place)
        ORDER BY w.id, w.place DESC
    ), before AS (
        SELECT l.variant_id, l.on_hand,
            CASE WHEN l.backorder OR NOT l.tracked THEN w.units ELSE GREATEST(w.units, l.reserved) END AS units
        FROM wanted w CROSS JOIN LATERAL (
            SELECT l.variant_id, l.on_hand, l.backorder, l.tracked, l.reserved FROM public.stock_levels l
            WHERE l.store_id = store AND l.variant_id = w.id FOR NO KEY UPDATE
        ) AS l
    ), changed AS (
        UPDATE public.stock_levels l SET on_hand = b.units
        FROM before b
        WHERE l.store_id = store AND l.variant_id = b.variant_id AND b.units <> b.on_hand
        RETURNING l.variant_id, l.product_id, b.units - b.on_hand AS delta
    ), movements AS (
        INSERT INTO public.stock_movements (store_id, variant_id, quantity, reason, actor_id)
        SELECT store, c.variant_id, c.delta, import_stock.reason, app.user_id() FROM changed c
        RETURNING 1
    ), refreshes AS (
        INSERT INTO public.stock_refreshes (store_id, product_id)
        SELECT DISTINCT store, c.product_id FROM changed c
    )
    SELECT count(*) INTO moved FROM movements;
    RETURN moved;
END
$$;

CREATE FUNCTION app.expire_reservations(at_most integer DEFAULT 500) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    late record;
    expired integer := 0;
BEGIN
    FOR late IN
        SELECT r.store_id, r.id, r.variant_id, r.quantity
        FROM (
            SELECT due.id FROM public.stock_reservations due
            WHERE due.state = 'held' AND due.expires_at < now()
              AND (app.store_id() IS NULL OR due.store_id = app.store_id())
            ORDER BY due.expires_at LIMIT at_most
        ) AS picked
        JOIN public.stock_reservations r ON r.id = picked.id
        WHERE r.state = 'held'
        ORDER BY r.store_id, r.variant_id FOR UPDATE OF r SKIP LOCKED
    LOOP
        UPDATE public.stock_levels l SET reserved = l.reserved - late.quantity
        WHERE l.store_id = late.store_id AND l.variant_id = late.variant_id;
        UPDATE public.stock_reservations r SET state = 'expired' WHERE r.store_id = late.store_id AND r.id = late.id;
        expired := expired + 1;
    END LOOP;
    RETURN expired;
END
$$;

CREATE FUNCTION app.follow_levels(store uuid, product uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    UPDATE public.products p SET inventory_quantity = sums.quantity
    FROM (
        SELECT GREATEST(COALESCE(sum(l.on_hand) FILTER (WHERE l.tracked), 0), 0)::integer AS quantity
        FROM public.stock_levels l WHERE l.store_id = store AND l.product_id = product
    ) AS sums
    WHERE p.store_id = store AND p.id = product AND p.inventory_quantity <> sums.quantity
$$;

-- One at a time: a slower run would otherwise write an older sum over a newer one.
CREATE FUNCTION app.refresh_inventory_quantities(at_most integer DEFAULT 1000) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    refreshed integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('app.refresh_inventory_quantities', 0));
    WITH due AS (
        DELETE FROM public.stock_refreshes d
        WHERE d.id IN (
            SELECT r.id FROM public.stock_refreshes r
            WHERE app.store_id() IS NULL OR r.store_id = app.store_id()
            ORDER BY r.id LIMIT at_most
        ) RETURNING d.store_id, d.product_id
    ), sums AS (
        SELECT l.store_id, l.product_id,
            GREATEST(COALESCE(sum(l.on_hand) FILTER (WHERE l.tracked), 0), 0)::integer AS quantity
        FROM (SELECT DISTINCT store_id, product_id FROM due) d
        JOIN public.stock_levels l ON l.store_id = d.store_id AND l.product_id = d.product_id
        GROUP BY l.store_id, l.product_id
    ), written AS (
        UPDATE public.products p SET inventory_quantity = s.quantity FROM sums s
        WHERE p.store_id = s.store_id AND p.id = s.product_id AND p.inventory_quantity <> s.quantity
    )
    SELECT count(*) INTO refreshed FROM due;
    RETURN refreshed;
END
$$;

-- Must be empty: levels that are not the sum of their movements, or whose reservations do not add up.
CREATE VIEW app.stock_discrepancies WITH (security_invoker = true) AS
SELECT l.store_id, l.variant_id, l.on_hand, l.reserved,
    COALESCE(m.moved, 0) AS moved, COALESCE(h.held, 0) AS held
FROM public.stock_levels l
LEFT JOIN (
    SELECT store_id, variant_id, sum(quantity) AS moved FROM public.stock_movements GROUP BY store_id, variant_id
) m USING (store_id, variant_id)
LEFT JOIN (
    SELECT store_id, variant_id, sum(quantity) AS held FROM public.stock_reservations
    WHERE state = 'held' GROUP BY store_id, variant_id
) h USING (store_id, variant_id)
WHERE l.on_hand <> COALESCE(m.moved, 0) OR l.reserved <> COALESCE(h.held, 0);

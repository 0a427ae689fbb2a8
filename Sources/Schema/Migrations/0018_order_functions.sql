-- Order numbers, customers' statistics, and the ways an order may go.

-- Consecutive per store, without a gap: the number is drawn by UPDATE … RETURNING and rolls back with the order. The same
-- row counts the month's orders, so the plan's limit costs no second lock.
CREATE FUNCTION public.generate_order_number(store_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    this_month date := date_trunc('month', now() AT TIME ZONE 'UTC')::date;
    drawn record;
BEGIN
    IF app.store_id() <> generate_order_number.store_id THEN
        PERFORM app.refuse('generate_order_number_in_own_store', 'order numbers are drawn in the entered store only');
    END IF;

    UPDATE public.order_counters AS c
    SET last_number = c.last_number + 1,
        month = this_month,
        month_orders = CASE WHEN c.month = this_month THEN c.month_orders + 1 ELSE 1 END
    WHERE c.store_id = generate_order_number.store_id
    RETURNING c.prefix || c.last_number AS order_number, c.month_orders INTO drawn;
    IF NOT FOUND THEN
        PERFORM app.refuse('order_counters_has_store', 'this store does not exist');
    END IF;
    IF drawn.month_orders > (app.limits_of_store(generate_order_number.store_id)).orders_per_month THEN
        PERFORM app.refuse('plan_allows_more_orders', 'the plan allows no more orders this month');
    END IF;
    RETURN drawn.order_number;
END
$$;

CREATE FUNCTION app.spent_on(o public.orders) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN o.payment_status IN ('paid', 'partially_refunded') THEN o.total_amount - o.refunded_amount ELSE 0 END;

CREATE FUNCTION app.counts_as_order(o public.orders) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN o.status <> 'cancelled' THEN 1 ELSE 0 END;

-- Adds differences instead of summing again: two orders at once then add up, and the cost does not grow with history.
CREATE FUNCTION public.update_customer_stats() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND (TG_OP = 'DELETE' OR OLD.customer_id <> NEW.customer_id) THEN
        PERFORM app.add_to_customer(OLD.store_id, OLD.customer_id, -app.spent_on(OLD), -app.counts_as_order(OLD));
    END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND OLD.customer_id <> NEW.customer_id) THEN
        PERFORM app.add_to_customer(NEW.store_id, NEW.customer_id, app.spent_on(NEW), app.counts_as_order(NEW));
    ELSIF TG_OP = 'UPDATE' THEN
        PERFORM app.add_to_customer(
            NEW.store_id, NEW.customer_id,
            app.spent_on(NEW) - app.spent_on(OLD), app.counts_as_order(NEW) - app.counts_as_order(OLD));
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION app.add_to_customer(store uuid, customer uuid, spent numeric, orders integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    UPDATE public.customers c
    SET total_spent = c.total_spent + spent, total_orders = c.total_orders + orders
    WHERE c.store_id = store AND c.id = customer AND (spent <> 0 OR orders <> 0)
$$;

CREATE TRIGGER update_customer_stats_trigger
    AFTER INSERT OR DELETE OR UPDATE OF customer_id, status, payment_status, total_amount, refunded_amount ON public.orders
    FOR EACH ROW EXECUTE FUNCTION public.update_customer_stats();

CREATE FUNCTION app.order_status_follows(before text, after text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE before
    WHEN 'pending' THEN after IN ('processing', 'cancelled')
    WHEN 'processing' THEN after IN ('shipped', 'delivered', 'cancelled', 'refunded')
    WHEN 'shipped' THEN after IN ('delivered', 'refunded')
    WHEN 'delivered' THEN after = 'refunded'
    WHEN 'cancelled' THEN after = 'refunded'
    ELSE false
END;

CREATE FUNCTION app.payment_status_follows(before text, after text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE before
    WHEN 'pending' THEN after IN ('authorized', 'paid', 'partial', 'voided', 'failed')
    WHEN 'authorized' THEN after IN ('paid', 'partial', 'voided', 'failed')
    WHEN 'failed' THEN after IN ('pending', 'authorized', 'paid', 'voided')
    WHEN 'partial' THEN after IN ('paid', 'partially_refunded', 'refunded', 'voided')
    WHEN 'paid' THEN after IN ('partially_refunded', 'refunded')
    WHEN 'partially_refunded' THEN after = 'refunded'
    -- Money that arrives after the order was given up goes back.
    WHEN 'voided' THEN after = 'refunded'
    ELSE false
END;

CREATE FUNCTION app.guard_order_status() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF OLD.status <> NEW.status AND NOT app.order_status_follows(OLD.status, NEW.status) THEN
        PERFORM app.refuse('orders_status_follows', format('an order goes not from %s to %s', OLD.status, NEW.status));
    END IF;
    IF OLD.payment_status <> NEW.payment_status
        AND NOT app.payment_status_follows(OLD.payment_status, NEW.payment_status) THEN
        PERFORM app.refuse('orders_payment_status_follows',
            format('a payment goes not from %s to %s', OLD.payment_status, NEW.payment_status));
    END IF;
    IF NEW.status = 'shipped' THEN NEW.shipped_at := COALESCE(NEW.shipped_at, now()); END IF;
    IF NEW.status = 'delivered' THEN NEW.delivered_at := COALESCE(NEW.delivered_at, now()); END IF;
    IF NEW.status = 'cancelled' THEN NEW.cancelled_at := COALESCE(NEW.cancelled_at, now()); END IF;
    IF NEW.payment_status = 'paid' THEN NEW.paid_at := COALESCE(NEW.paid_at, now()); END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER orders_status_follows BEFORE UPDATE OF status, payment_status ON public.orders
    FOR EACH ROW EXECUTE FUNCTION app.guard_order_status();

CREATE FUNCTION app.follow_refund() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    before numeric := CASE WHEN TG_OP = 'UPDATE' AND OLD.status = 'succeeded' THEN OLD.amount ELSE 0 END;
    after numeric := CASE WHEN NEW.status = 'succeeded' THEN NEW.amount ELSE 0 END;
BEGIN
    UPDATE public.orders o SET refunded_amount = o.refunded_amount + after - before
    WHERE o.store_id = NEW.store_id AND o.id = NEW.order_id AND after <> before;
    RETURN NULL;
END
$$;
CREATE TRIGGER refunds_are_followed AFTER INSERT OR UPDATE OF status, amount ON public.refunds
    FOR EACH ROW EXECUTE FUNCTION app.follow_refund();

-- The order's fulfillment_status follows from what was shipped; the lock on the line keeps two parcels from holding it.
CREATE FUNCTION app.check_fulfilled_quantity() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    line record;
BEGIN
    SELECT i.order_id, i.quantity INTO line FROM public.order_items i
    WHERE i.store_id = NEW.store_id AND i.id = NEW.order_item_id FOR NO KEY UPDATE;
    IF line.quantity < (
        SELECT sum(fi.quantity)
        FROM public.fulfilment_items fi
        JOIN public.fulfilments f ON f.store_id = fi.store_id AND f.id = fi.fulfilment_id
        WHERE fi.store_id = NEW.store_id AND fi.order_item_id = NEW.order_item_id AND f.status <> 'cancelled'
    ) THEN
        PERFORM app.refuse('fulfilment_items_within_order', 'more would be shipped than was ordered');
    END IF;
    PERFORM app.follow_fulfilments(NEW.store_id, line.order_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER fulfilment_items_within_order AFTER INSERT OR UPDATE ON public.fulfilment_items
    FOR EACH ROW EXECUTE FUNCTION app.check_fulfilled_quantity();

CREATE FUNCTION app.follow_fulfilments(store uuid, ordered uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    UPDATE public.orders o
    SET fulfillment_status = CASE
        WHEN parts.fulfilled = 0 THEN 'unfulfilled'
        WHEN parts.fulfilled < parts.ordered THEN 'partial'
        ELSE 'fulfilled'
    END
    FROM (
        SELECT
            (SELECT COALESCE(sum(i.quantity), 0) FROM public.order_items i
             WHERE i.store_id = store AND i.order_id = follow_fulfilments.ordered AND i.requires_shipping) AS ordered,
            (SELECT COALESCE(sum(fi.quantity), 0)
             FROM public.fulfilments f
             JOIN public.fulfilment_items fi ON fi.store_id = f.store_id AND fi.fulfilment_id = f.id
             WHERE f.store_id = store AND f.order_id = follow_fulfilments.ordered AND f.status <> 'cancelled') AS fulfilled
    ) AS parts
    WHERE o.store_id = store AND o.id = follow_fulfilments.ordered
$$;

CREATE FUNCTION app.follow_fulfilment_status() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.follow_fulfilments(NEW.store_id, NEW.order_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER fulfilments_are_followed AFTER UPDATE OF status ON public.fulfilments
    FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION app.follow_fulfilment_status();

-- Limits that say their number: what a plan allows stands in the refusal, nobody opens stores on a plan that is not paid,
-- what was asked of a store is seen by whoever pays for it, and owners are told before an integration's key ends.

-- ── The plan's name and number, for the sentence that a person reads ─────────────────────────────────────────────────

CREATE FUNCTION app.refuse_beyond_plan(constraint_name text, message text, plan public.plan_limits, allows integer)
RETURNS void LANGUAGE sql SET search_path = '' AS $$
    SELECT app.refuse(constraint_name, message,
        jsonb_build_object('plan', (plan).display_name, 'allows', allows)::text)
$$;

CREATE OR REPLACE FUNCTION app.count_usage() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    change record;
    used public.store_usage;
    allowed public.plan_limits;
    sign integer := CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END;
BEGIN
    FOR change IN SELECT t.store_id, count(*)::integer * sign AS rows FROM changed t GROUP BY t.store_id ORDER BY 1 LOOP
        used := app.add_usage(change.store_id, TG_TABLE_NAME, change.rows);
        allowed := app.limits_of_store(change.store_id);
        CONTINUE WHEN TG_OP = 'DELETE';
        IF TG_TABLE_NAME = 'products' AND used.products > allowed.products_per_store THEN
            PERFORM app.refuse_beyond_plan('plan_allows_more_products', 'the plan allows no more products in this store',
                allowed, allowed.products_per_store);
        ELSIF TG_TABLE_NAME = 'pages' AND used.pages > allowed.pages_per_store THEN
            PERFORM app.refuse_beyond_plan('plan_allows_more_pages', 'the plan allows no more pages in this store',
                allowed, allowed.pages_per_store);
        ELSIF TG_TABLE_NAME = 'staff' AND used.staff > allowed.staff_per_store THEN
            PERFORM app.refuse_beyond_plan('plan_allows_more_staff', 'the plan allows no more staff in this store',
                allowed, allowed.staff_per_store);
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.check_owner_limits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    allowed public.plan_limits;
BEGIN
    PERFORM 1 FROM public.store_owners o WHERE o.id = NEW.store_owner_id FOR NO KEY UPDATE;
    SELECT l.* INTO allowed
    FROM public.store_owners o JOIN public.plan_limits l ON l.plan_type = o.subscription_tier
    WHERE o.id = NEW.store_owner_id;

    IF NEW.deleted_at IS NULL AND allowed.stores <= (
        SELECT count(*) FROM public.stores s
        WHERE s.store_owner_id = NEW.store_owner_id AND s.deleted_at IS NULL AND s.id <> NEW.id
    ) THEN
        PERFORM app.refuse_beyond_plan('plan_allows_more_stores', 'the plan allows no more stores', allowed,
            allowed.stores);
    END IF;
    IF NEW.store_domain_verified_at IS NOT NULL AND allowed.custom_domains <= (
        SELECT count(*) FROM public.stores s
        WHERE s.store_owner_id = NEW.store_owner_id AND s.store_domain_verified_at IS NOT NULL AND s.id <> NEW.id
    ) THEN
        PERFORM app.refuse_beyond_plan('plan_allows_custom_domain', 'the plan allows no more domains', allowed,
            allowed.custom_domains);
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION app.spread_product_state() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    allowed public.plan_limits;
BEGIN
    IF OLD.is_active IS DISTINCT FROM NEW.is_active THEN
        UPDATE public.product_variants v SET product_is_active = NEW.is_active
        WHERE v.store_id = NEW.store_id AND v.product_id = NEW.id;
        UPDATE public.product_options o SET product_is_active = NEW.is_active
        WHERE o.store_id = NEW.store_id AND o.product_id = NEW.id;
    END IF;
    IF OLD.track_inventory IS DISTINCT FROM NEW.track_inventory THEN
        UPDATE public.product_variants v SET track_inventory = NEW.track_inventory
        WHERE v.store_id = NEW.store_id AND v.product_id = NEW.id;
    END IF;
    -- A simple product is priced at the product; its one variant follows.
    UPDATE public.product_variants v SET price = NEW.price, compare_at_price = NEW.compare_at_price
    WHERE v.store_id = NEW.store_id AND v.product_id = NEW.id AND v.option1 IS NULL
      AND (v.price, v.compare_at_price) IS DISTINCT FROM (NEW.price, NEW.compare_at_price);
    IF OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL THEN
        PERFORM app.add_usage(NEW.store_id, 'products', -1);
    ELSIF OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL THEN
        allowed := app.limits_of_store(NEW.store_id);
        IF (app.add_usage(NEW.store_id, 'products', 1)).products > allowed.products_per_store THEN
            PERFORM app.refuse_beyond_plan('plan_allows_more_products', 'the plan allows no more products in this store',
                allowed, allowed.products_per_store);
        END IF;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION public.generate_order_number(store_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    this_month date := date_trunc('month', now() AT TIME ZONE 'UTC')::date;
    drawn record;
    allowed public.plan_limits;
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
    allowed := app.limits_of_store(generate_order_number.store_id);
    IF drawn.month_orders > allowed.orders_per_month THEN
        PERFORM app.refuse_beyond_plan('plan_allows_more_orders', 'the plan allows no more orders this month', allowed,
            allowed.orders_per_month);
    END IF;
    RETURN drawn.order_number;
END
$$;

CREATE OR REPLACE FUNCTION app.check_invitation_limit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    employed integer;
    allowed public.plan_limits := app.limits_of_store(NEW.store_id);
BEGIN
    SELECT u.staff INTO employed FROM public.store_usage u WHERE u.store_id = NEW.store_id FOR NO KEY UPDATE;
    IF allowed.staff_per_store <= employed + (
        SELECT count(*) FROM public.staff_invitations i
        WHERE i.store_id = NEW.store_id AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
    ) THEN
        PERFORM app.refuse_beyond_plan('plan_allows_more_staff', 'the plan allows no more staff in this store', allowed,
            allowed.staff_per_store);
    END IF;
    RETURN NEW;
END
$$;

-- ── Who has not paid opens no other store, and takes over none ───────────────────────────────────────────────────────

CREATE FUNCTION app.check_owner_has_paid() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF (SELECT t.read_only_from <= now() FROM app.standing_of(NEW.store_owner_id) t) THEN
        PERFORM app.refuse('stores_wait_for_payment', 'an owner whose plan is not paid opens no store');
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stores_wait_for_payment BEFORE INSERT ON public.stores
    FOR EACH ROW EXECUTE FUNCTION app.check_owner_has_paid();
CREATE TRIGGER stores_go_to_who_has_paid BEFORE UPDATE OF store_owner_id ON public.stores
    FOR EACH ROW WHEN (NEW.store_owner_id IS DISTINCT FROM OLD.store_owner_id)
    EXECUTE FUNCTION app.check_owner_has_paid();

-- ── What was asked of an owner's stores, month by month ──────────────────────────────────────────────────────────────

-- For the stores that are asked for most today.
CREATE INDEX store_request_usage_day ON public.store_request_usage (date);
SELECT app.allow('store_request_usage', 'sellusgenie_definer', 'S', 'true');
GRANT SELECT (created_at) ON public.orders TO sellusgenie_definer;

-- Months and days are those of UTC, as the limit's; a month in which nothing happened has no row.
CREATE FUNCTION app.usage_by_month(owner uuid, since date)
RETURNS TABLE (store_id uuid, month date, orders bigint, requests bigint, refused bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT s.id, had.month, sum(had.orders)::bigint, sum(had.requests)::bigint, sum(had.refused)::bigint
    FROM public.stores s
    CROSS JOIN LATERAL (
        SELECT date_trunc('month', o.created_at AT TIME ZONE 'UTC')::date AS month, count(*) AS orders, 0 AS requests,
            0 AS refused
        FROM public.orders o WHERE o.store_id = s.id AND o.created_at >= since::timestamp AT TIME ZONE 'UTC' GROUP BY 1
        UNION ALL
        SELECT date_trunc('month', u.date)::date, 0, sum(u.requests), sum(u.over_rate + u.over_slots)
        FROM public.store_request_usage u WHERE u.store_id = s.id AND u.date >= since GROUP BY 1
    ) AS had
    WHERE s.store_owner_id = owner
    GROUP BY s.id, had.month
$$;

-- ── The end of an integration's key ──────────────────────────────────────────────────────────────────────────────────

-- The owner was told so many days before the end.
ALTER TABLE public.api_keys ADD COLUMN warned_days_before smallint;
CREATE TRIGGER forget_expiry_warning BEFORE UPDATE OF expires_at ON public.api_keys
    FOR EACH ROW WHEN (NEW.expires_at IS DISTINCT FROM OLD.expires_at) EXECUTE FUNCTION app.forget_expiry_warning();
CREATE INDEX api_keys_expiry ON public.api_keys (expires_at) WHERE revoked_at IS NULL AND expires_at IS NOT NULL;

-- That a letter was sent is no change of a key.
SELECT app.audit('api_keys', 'API key', derived => ARRAY['last_used_at', 'warned_days_before'],
    secret => ARRAY['key_hash']);
SELECT app.audit('system_api_keys', 'service key',
    derived => ARRAY['last_used_at', 'usage_count', 'warned_days_before'], secret => ARRAY['encrypted_key']);

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.check_owner_has_paid() OWNER TO sellusgenie_definer;
ALTER FUNCTION app.usage_by_month(uuid, date) OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.refuse_beyond_plan(text, text, public.plan_limits, integer), app.check_owner_has_paid(),
    app.usage_by_month(uuid, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.refuse_beyond_plan(text, text, public.plan_limits, integer) TO sellusgenie_definer;
GRANT EXECUTE ON FUNCTION app.usage_by_month(uuid, date) TO billing;
SELECT app.let_movers_in();

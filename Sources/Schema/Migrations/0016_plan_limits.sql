-- The limits of the owner's plan, held under concurrency: whoever adds locks the row that counts. What is refused is a
-- check_violation whose constraint name says what the plan does not allow.

CREATE FUNCTION app.refuse(constraint_name text, message text, detail text DEFAULT '') RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = constraint_name, MESSAGE = message, DETAIL = detail;
END
$$;

CREATE FUNCTION app.limits_of_store(store uuid) RETURNS public.plan_limits
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT l.*
    FROM public.stores s
    JOIN public.store_owners o ON o.id = s.store_owner_id
    JOIN public.plan_limits l ON l.plan_type = o.subscription_tier
    WHERE s.id = store
$$;

-- Per statement and not per row: an import adds thousands in one statement, and a thousand versions of one counter row
-- inside one transaction would each be walked by the next.
CREATE FUNCTION app.count_usage() RETURNS trigger
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
            PERFORM app.refuse('plan_allows_more_products', 'the plan allows no more products in this store');
        ELSIF TG_TABLE_NAME = 'pages' AND used.pages > allowed.pages_per_store THEN
            PERFORM app.refuse('plan_allows_more_pages', 'the plan allows no more pages in this store');
        ELSIF TG_TABLE_NAME = 'staff' AND used.staff > allowed.staff_per_store THEN
            PERFORM app.refuse('plan_allows_more_staff', 'the plan allows no more staff in this store');
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

CREATE FUNCTION app.add_usage(store uuid, counted text, rows integer) RETURNS public.store_usage
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    UPDATE public.store_usage u
    SET products = u.products + CASE counted WHEN 'products' THEN rows ELSE 0 END,
        pages = u.pages + CASE counted WHEN 'pages' THEN rows ELSE 0 END,
        staff = u.staff + CASE counted WHEN 'staff' THEN rows ELSE 0 END
    WHERE u.store_id = store
    RETURNING u.*
$$;

CREATE TRIGGER products_within_plan AFTER INSERT ON public.products REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.count_usage();
CREATE TRIGGER products_leave_usage AFTER DELETE ON public.products REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.count_usage();
CREATE TRIGGER pages_within_plan AFTER INSERT ON public.pages REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.count_usage();
CREATE TRIGGER pages_leave_usage AFTER DELETE ON public.pages REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.count_usage();
CREATE TRIGGER staff_within_plan AFTER INSERT ON public.staff REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.count_usage();
CREATE TRIGGER staff_leave_usage AFTER DELETE ON public.staff REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.count_usage();

-- The owner's row is locked, so that two stores opened at once are counted one after the other.
CREATE FUNCTION app.check_owner_limits() RETURNS trigger
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
        PERFORM app.refuse('plan_allows_more_stores', 'the plan allows no more stores');
    END IF;
    IF NEW.store_domain_verified_at IS NOT NULL AND allowed.custom_domains <= (
        SELECT count(*) FROM public.stores s
        WHERE s.store_owner_id = NEW.store_owner_id AND s.store_domain_verified_at IS NOT NULL AND s.id <> NEW.id
    ) THEN
        PERFORM app.refuse('plan_allows_custom_domain', 'the plan allows no more domains');
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stores_within_plan
    BEFORE INSERT OR UPDATE OF store_owner_id, deleted_at, store_domain_verified_at ON public.stores
    FOR EACH ROW EXECUTE FUNCTION app.check_owner_limits();

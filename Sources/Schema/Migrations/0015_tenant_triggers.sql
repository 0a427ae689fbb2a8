-- Subscriptions, what follows from them, and what a new owner or store is provided with.

-- One live subscription per owner.
CREATE UNIQUE INDEX store_owner_subscriptions_one_live ON public.store_owner_subscriptions (store_owner_id)
    WHERE status IN ('active', 'trialing', 'past_due', 'unpaid', 'paused');

CREATE FUNCTION app.provide_owner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.store_owner_subscriptions
        (store_owner_id, plan_type, status, current_period_start, current_period_end)
    VALUES (NEW.id, 'trial', 'trialing', now(), COALESCE(NEW.trial_expires_at, now() + interval '14 days'));
    RETURN NULL;
END
$$;
CREATE TRIGGER store_owners_start_a_trial AFTER INSERT ON public.store_owners
    FOR EACH ROW EXECUTE FUNCTION app.provide_owner();

-- The subscription row is the truth; the owner's tier and the stores' status follow it.
CREATE FUNCTION app.follow_subscription() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    owner uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.store_owner_id ELSE NEW.store_owner_id END;
    live record;
BEGIN
    SELECT s.plan_type, s.status, s.current_period_end, s.stripe_customer_id INTO live
    FROM public.store_owner_subscriptions s
    WHERE s.store_owner_id = owner AND s.status IN ('active', 'trialing', 'past_due', 'unpaid', 'paused');

    UPDATE public.store_owners o
    SET subscription_tier = COALESCE(live.plan_type, 'trial'),
        stripe_customer_id = COALESCE(live.stripe_customer_id, o.stripe_customer_id),
        trial_expires_at = CASE WHEN live.plan_type = 'trial' THEN live.current_period_end ELSE o.trial_expires_at END
    WHERE o.id = owner;

    UPDATE public.stores s
    SET subscription_status = app.store_status_of(live.plan_type, live.status),
        trial_expires_at = CASE WHEN live.plan_type = 'trial' THEN live.current_period_end END
    WHERE s.store_owner_id = owner;
    RETURN NULL;
END
$$;

CREATE FUNCTION app.store_status_of(plan_type text, status text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN status IS NULL OR status IN ('unpaid', 'paused') THEN 'inactive'
    WHEN plan_type = 'trial' OR status = 'trialing' THEN 'trial'
    ELSE 'active'
END;

CREATE TRIGGER store_owner_subscriptions_are_followed AFTER INSERT OR UPDATE OR DELETE ON public.store_owner_subscriptions
    FOR EACH ROW EXECUTE FUNCTION app.follow_subscription();

CREATE FUNCTION app.prepare_store() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    live record;
BEGIN
    SELECT s.plan_type, s.status, s.current_period_end INTO live
    FROM public.store_owner_subscriptions s
    WHERE s.store_owner_id = NEW.store_owner_id AND s.status IN ('active', 'trialing', 'past_due', 'unpaid', 'paused');
    NEW.subscription_status := app.store_status_of(live.plan_type, live.status);
    NEW.trial_expires_at := CASE WHEN live.plan_type = 'trial' THEN live.current_period_end END;
    RETURN NEW;
END
$$;
CREATE TRIGGER stores_begin_with_their_owners_plan BEFORE INSERT ON public.stores
    FOR EACH ROW EXECUTE FUNCTION app.prepare_store();

CREATE FUNCTION app.order_prefix(store_name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN COALESCE(NULLIF(left(upper(regexp_replace(app.unaccent(store_name), '[^a-zA-Z]', '', 'g')), 3), ''), 'ORD');

CREATE FUNCTION app.provide_store() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.store_usage (store_id) VALUES (NEW.id);
    INSERT INTO public.order_counters (store_id, prefix) VALUES (NEW.id, app.order_prefix(NEW.store_name));
    INSERT INTO public.store_policies (store_id) VALUES (NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER stores_are_provided_for AFTER INSERT ON public.stores
    FOR EACH ROW EXECUTE FUNCTION app.provide_store();

-- Every version of the policies stays, for the orders that accepted it.
CREATE FUNCTION app.keep_policy_revision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.policy_revisions (store_id, privacy_policy, terms_of_service, returns_policy, shipping_policy)
    VALUES (NEW.store_id, NEW.privacy_policy, NEW.terms_of_service, NEW.returns_policy, NEW.shipping_policy)
    RETURNING id INTO NEW.current_revision_id;
    NEW.policies_last_updated := now();
    RETURN NEW;
END
$$;
CREATE TRIGGER store_policies_keep_revisions
    BEFORE INSERT OR UPDATE OF privacy_policy, terms_of_service, returns_policy, shipping_policy ON public.store_policies
    FOR EACH ROW EXECUTE FUNCTION app.keep_policy_revision();

-- updated_at, on every table that has it.
DO $$
DECLARE
    target regclass;
BEGIN
    FOR target IN
        SELECT c.oid::regclass
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'updated_at' AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND pg_has_role(c.relowner, 'USAGE')
        ORDER BY c.relname
    LOOP
        EXECUTE format(
            'CREATE TRIGGER touch_updated_at BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at()',
            target);
    END LOOP;
END
$$;

-- What selling plans needs: prices, what Stripe reported and when, letters to owners, and the dashboard that is only read
-- while a plan is not paid.

-- ── Plans as they are sold ───────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE public.plan_limits
    ADD COLUMN display_name text NOT NULL DEFAULT ''
        CONSTRAINT plan_limits_display_name_is_short CHECK (length(display_name) <= 60),
    ADD COLUMN summary text NOT NULL DEFAULT '' CONSTRAINT plan_limits_summary_is_short CHECK (length(summary) <= 200),
    ADD COLUMN price numeric(10, 2) NOT NULL DEFAULT 0 CONSTRAINT plan_limits_price_not_negative CHECK (price >= 0),
    ADD COLUMN currency text NOT NULL DEFAULT 'USD'
        CONSTRAINT plan_limits_currency_is_iso_4217 CHECK (currency ~ '^[A-Z]{3}$'),
    ADD COLUMN billing_interval text NOT NULL DEFAULT 'month'
        CONSTRAINT plan_limits_interval_is_known CHECK (billing_interval IN ('month', 'year')),
    ADD COLUMN stripe_price_id text CONSTRAINT plan_limits_stripe_price_is_one_plan UNIQUE
        CONSTRAINT plan_limits_stripe_price_looks_like_one CHECK (stripe_price_id ~ '^[A-Za-z0-9_-]{1,200}$'),
    ADD COLUMN sort_order smallint NOT NULL DEFAULT 0,
    -- Offered to everybody; a plan that is not is given by hand.
    ADD COLUMN is_public boolean NOT NULL DEFAULT false,
    -- An unpaid invoice: so many days until the dashboard is only read, and until the shops close.
    ADD COLUMN read_only_after_days integer NOT NULL DEFAULT 3
        CONSTRAINT plan_limits_read_only_after_not_negative CHECK (read_only_after_days >= 0),
    ADD COLUMN closed_after_days integer NOT NULL DEFAULT 14,
    ADD CONSTRAINT plan_limits_read_only_before_closed CHECK (closed_after_days >= read_only_after_days);

-- A migrator without superuser is bound by its own policies while they are forced.
ALTER TABLE public.plan_limits NO FORCE ROW LEVEL SECURITY;
UPDATE public.plan_limits l
SET display_name = p.display_name, summary = p.summary, price = p.price, sort_order = p.position, is_public = p.price > 0
FROM (VALUES
    ('trial', 'Trial', 'Fourteen days to try everything', 0, 0),
    ('starter', 'Starter', 'For a first shop that sells every day', 19, 1),
    ('professional', 'Professional', 'For several shops and the people who run them', 59, 2),
    ('enterprise', 'Enterprise', 'For many shops, without limits within each', 249, 3)
) AS p (plan_type, display_name, summary, price, position)
WHERE l.plan_type = p.plan_type;
ALTER TABLE public.plan_limits FORCE ROW LEVEL SECURITY;

-- ── Subscriptions as Stripe has them ─────────────────────────────────────────────────────────────────────────────────

ALTER TABLE public.store_owner_subscriptions
    -- When Stripe made it: of two that live the younger counts, whichever is heard of first.
    ADD COLUMN provider_created_at timestamptz,
    -- The event that the row is known from: its time, a rank among events of one second, its id.
    ADD COLUMN provider_as_of timestamptz,
    ADD COLUMN provider_rank smallint NOT NULL DEFAULT 0,
    ADD COLUMN provider_event_id text NOT NULL DEFAULT '',
    -- The question to Stripe whose answer the row is; a later question's answer is never overwritten by an earlier one's.
    ADD COLUMN provider_ticket bigint NOT NULL DEFAULT 0,
    ADD COLUMN latest_invoice_id text,
    ADD COLUMN past_due_since timestamptz,
    -- The shops were closed because nobody paid.
    ADD COLUMN closed_at timestamptz;
CREATE UNIQUE INDEX store_owner_subscriptions_known_once ON public.store_owner_subscriptions (stripe_subscription_id)
    WHERE stripe_subscription_id IS NOT NULL;
CREATE INDEX store_owner_subscriptions_past_due ON public.store_owner_subscriptions (past_due_since)
    WHERE status = 'past_due' AND closed_at IS NULL;
CREATE INDEX store_owner_subscriptions_trials ON public.store_owner_subscriptions (current_period_end)
    WHERE status = 'trialing' AND stripe_subscription_id IS NULL;
-- A customer of Stripe's is one owner.
CREATE UNIQUE INDEX store_owners_stripe_customer_is_one_owner ON public.store_owners (stripe_customer_id)
    WHERE stripe_customer_id IS NOT NULL;

CREATE SEQUENCE app.billing_tickets;
GRANT USAGE ON SEQUENCE app.billing_tickets TO billing;

-- Owed since when, and closed or not, follow the status whoever writes it.
CREATE FUNCTION app.date_subscription() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF NEW.status NOT IN ('past_due', 'unpaid') THEN
        NEW.past_due_since := NULL;
        NEW.closed_at := NULL;
    ELSE
        NEW.past_due_since := COALESCE(NEW.past_due_since, now());
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER store_owner_subscriptions_are_dated BEFORE INSERT OR UPDATE ON public.store_owner_subscriptions
    FOR EACH ROW EXECUTE FUNCTION app.date_subscription();

ALTER TABLE public.billing_events
    -- When Stripe says it happened; what it is about, so that an event can be found by its subscription.
    ADD COLUMN occurred_at timestamptz,
    ADD COLUMN rank smallint NOT NULL DEFAULT 0,
    ADD COLUMN stripe_subscription_id text,
    ADD COLUMN stripe_customer_id text,
    ADD COLUMN provider_status text,
    -- What became of it.
    ADD COLUMN outcome text CONSTRAINT billing_events_outcome_is_known
        CHECK (outcome IN ('applied', 'unknown_owner', 'other_account', 'not_ours')),
    ADD COLUMN retry_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX billing_events_subscription
    ON public.billing_events (stripe_subscription_id, occurred_at DESC, rank DESC, event_id DESC)
    WHERE stripe_subscription_id IS NOT NULL;
DROP INDEX public.billing_events_unprocessed;
CREATE INDEX billing_events_unprocessed ON public.billing_events (retry_at) WHERE processed_at IS NULL;

-- ── Letters that an owner gets once, queued by service_role from what billing wrote ──────────────────────────────────

CREATE TABLE public.billing_notices (
    store_owner_id uuid NOT NULL REFERENCES public.store_owners (id) ON DELETE CASCADE,
    kind text NOT NULL CONSTRAINT billing_notices_kind_is_known CHECK (kind IN (
        'trial_ending', 'trial_ended', 'plan_started', 'plan_changed', 'payment_failed', 'shops_closed',
        'cancel_scheduled', 'plan_ended')),
    -- What happened, by name: an invoice, a period, a subscription.
    occasion text NOT NULL,
    details jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    queued_at timestamptz,
    CONSTRAINT billing_notices_told_once PRIMARY KEY (store_owner_id, kind, occasion)
);
CREATE INDEX billing_notices_waiting ON public.billing_notices (created_at) WHERE queued_at IS NULL;

ALTER TABLE public.billing_notices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT app.allow('billing_notices', 'billing', 'SI', 'true'),
    app.allow('billing_notices', 'service_role', 'SU', 'app.store_id() IS NULL', updatable => ARRAY['queued_at']);

-- ── From when on a store's dashboard is only read ────────────────────────────────────────────────────────────────────

ALTER TABLE public.stores ADD COLUMN read_only_from timestamptz;
GRANT SELECT (read_only_from) ON public.stores TO service_role, billing, store_owner, store_staff, authenticated;
GRANT SELECT (read_only_from, subscription_status, trial_expires_at) ON public.stores TO sellusgenie_definer;
GRANT UPDATE (read_only_from) ON public.stores TO sellusgenie_definer;
GRANT SELECT (provider_status, provider_created_at, past_due_since, closed_at) ON public.store_owner_subscriptions
    TO sellusgenie_definer;

-- What an owner's subscription allows, from now on. A status that Stripe invents tomorrow closes nobody's shop.
CREATE FUNCTION app.standing_of(
    owner uuid,
    OUT plan_type text, OUT stripe_customer_id text, OUT trial_end timestamptz, OUT store_status text,
    OUT read_only_from timestamptz
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    live record;
BEGIN
    SELECT s.plan_type, s.status, s.stripe_customer_id, s.current_period_end, s.past_due_since, s.closed_at,
        l.read_only_after_days
    INTO live
    FROM public.store_owner_subscriptions s JOIN public.plan_limits l ON l.plan_type = s.plan_type
    WHERE s.store_owner_id = owner AND (
        s.status IN ('active', 'trialing', 'past_due', 'unpaid', 'paused')
        OR s.status = 'other' AND s.provider_status NOT IN (
            'active', 'trialing', 'past_due', 'unpaid', 'paused', 'canceled', 'incomplete', 'incomplete_expired'))
    ORDER BY s.status <> 'other' DESC, s.provider_created_at DESC NULLS LAST
    LIMIT 1;

    plan_type := live.plan_type;
    stripe_customer_id := live.stripe_customer_id;
    trial_end := CASE WHEN live.plan_type = 'trial' THEN live.current_period_end END;
    store_status := CASE WHEN live.closed_at IS NOT NULL THEN 'inactive'
        ELSE app.store_status_of(live.plan_type, live.status) END;
    read_only_from := CASE
        WHEN live.status IS NULL OR live.status IN ('unpaid', 'paused') OR live.closed_at IS NOT NULL THEN '-infinity'
        WHEN live.status = 'past_due' THEN live.past_due_since + live.read_only_after_days * interval '1 day'
        -- To the second, and not when the next round of the schedule finds it.
        WHEN live.plan_type = 'trial' THEN live.current_period_end
    END;
END
$$;

CREATE OR REPLACE FUNCTION app.follow_subscription() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    owner uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.store_owner_id ELSE NEW.store_owner_id END;
    standing record;
BEGIN
    SELECT * INTO standing FROM app.standing_of(owner);
    UPDATE public.store_owners o
    SET subscription_tier = COALESCE(standing.plan_type, 'trial'),
        stripe_customer_id = COALESCE(standing.stripe_customer_id, o.stripe_customer_id),
        trial_expires_at = COALESCE(standing.trial_end, o.trial_expires_at)
    WHERE o.id = owner;

    UPDATE public.stores s
    SET subscription_status = standing.store_status, trial_expires_at = standing.trial_end,
        read_only_from = standing.read_only_from
    WHERE s.store_owner_id = owner
      AND (s.subscription_status, s.trial_expires_at, s.read_only_from)
          IS DISTINCT FROM (standing.store_status, standing.trial_end, standing.read_only_from);
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.prepare_store() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    standing record;
BEGIN
    SELECT * INTO standing FROM app.standing_of(NEW.store_owner_id);
    NEW.subscription_status := standing.store_status;
    NEW.trial_expires_at := standing.trial_end;
    NEW.read_only_from := standing.read_only_from;
    RETURN NEW;
END
$$;

-- Whether whoever enters may only read: people, and the program in a person's name. Visitors, shoppers and the program
-- on its own go on: an order that was paid is still an order.
CREATE FUNCTION app.only_reads(persona text, claims jsonb, store uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN CASE
        WHEN persona IN ('store_owner', 'store_staff') OR persona = 'service_role' AND claims ? 'act' THEN
            CASE WHEN store IS NOT NULL
                THEN (SELECT s.read_only_from <= now() FROM public.stores s WHERE s.id = store)
                WHEN persona = 'store_owner'
                THEN (SELECT t.read_only_from <= now() FROM app.standing_of((claims ->> 'sub')::uuid) t)
            END
        ELSE false
    END;
END
$$;

-- PostgreSQL holds a transaction to reading itself, whatever it is asked: no policy on any table has to be right for it,
-- a table that is made tomorrow is covered, and nothing inside the transaction can take it back.
CREATE OR REPLACE FUNCTION app.enter(role text, claims jsonb, store uuid) RETURNS void LANGUAGE plpgsql AS $$
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
    IF role NOT IN ('anon', 'shopper', 'billing', 'authenticated') AND app.only_reads(role, claims, store) THEN
        SET LOCAL transaction_read_only = on;
    END IF;
    EXECUTE pg_catalog.format('SET LOCAL ROLE %I', role);
END
$$;

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.standing_of(uuid) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.follow_subscription() OWNER TO sellusgenie_definer;
ALTER FUNCTION app.prepare_store() OWNER TO sellusgenie_definer;
ALTER FUNCTION app.only_reads(text, jsonb, uuid) OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;

REVOKE ALL ON FUNCTION app.date_subscription(), app.standing_of(uuid), app.only_reads(text, jsonb, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.only_reads(text, jsonb, uuid) TO sellusgenie_app;
GRANT EXECUTE ON FUNCTION app.standing_of(uuid) TO sellusgenie_definer;

-- Owners who are there already: their stores' new column, and their days.
ALTER TABLE public.store_owner_subscriptions NO FORCE ROW LEVEL SECURITY;
UPDATE public.store_owner_subscriptions SET updated_at = now();
ALTER TABLE public.store_owner_subscriptions FORCE ROW LEVEL SECURITY;

-- ── How much of a plan is used: the numbers that the limits are compared with ────────────────────────────────────────

CREATE FUNCTION app.plan_usage(owner uuid)
RETURNS TABLE (store_id uuid, products integer, pages integer, staff integer, orders integer, has_domain boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT s.id, u.products, u.pages, u.staff,
        CASE WHEN c.month = date_trunc('month', now() AT TIME ZONE 'UTC')::date THEN c.month_orders ELSE 0 END,
        s.store_domain_verified_at IS NOT NULL
    FROM public.stores s
    JOIN public.store_usage u ON u.store_id = s.id
    JOIN public.order_counters c ON c.store_id = s.id
    WHERE s.store_owner_id = owner AND s.deleted_at IS NULL
$$;
GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.plan_usage(uuid) OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.plan_usage(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.plan_usage(uuid), app.standing_of(uuid) TO billing;

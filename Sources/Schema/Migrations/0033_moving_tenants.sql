-- A tenant as a whole: out into an archive, in from one, and away for good, leaving the books that law asks for.

-- Acts for one owner, in one of his stores or in none. No trigger fires for what it writes: an archive holds what the
-- triggers had made of the rows, and would be counted twice.
DO $$
BEGIN
    IF to_regrole('sellusgenie_mover') IS NULL THEN
        CREATE ROLE sellusgenie_mover NOLOGIN NOINHERIT;
    END IF;
END
$$;
GRANT sellusgenie_mover TO sellusgenie_app;
GRANT USAGE ON SCHEMA app, public, extensions TO sellusgenie_mover;

-- The owner whose tenant is moved.
CREATE FUNCTION app.tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.tenant', true), '')::uuid;

CREATE FUNCTION app.owns(owner uuid, store uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM public.stores s WHERE s.id = store AND s.store_owner_id = owner)
$$;

-- The mover's door, beside app.enter: a store is entered only if it is the owner's.
CREATE FUNCTION app.enter_as_mover(owner uuid, claims jsonb, store uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF owner IS NULL OR (store IS NOT NULL AND NOT app.owns(owner, store)) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'app_enter_refused',
            MESSAGE = 'this store is not of the tenant that is moved';
    END IF;
    SET LOCAL app.persona = 'sellusgenie_mover';
    EXECUTE pg_catalog.format('SET LOCAL app.tenant = %L', owner);
    EXECUTE pg_catalog.format('SET LOCAL app.store = %L', COALESCE(store::text, ''));
    EXECUTE pg_catalog.format('SET LOCAL request.jwt.claims = %L', COALESCE(claims::text, '{}'));
    SET LOCAL ROLE sellusgenie_mover;
END
$$;

-- ── What must outlive a tenant: amounts and dates, and nothing that names anybody ────────────────────────────────────

CREATE TABLE public.closed_books (
    -- That of the order, line, payment or refund, so that nothing is entered twice.
    id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT closed_books_kind_is_known
        CHECK (kind IN ('order', 'line', 'payment', 'refund', 'invoice')),
    former_owner_id uuid NOT NULL,
    -- NULL: what the owner paid for the platform.
    former_store_id uuid,
    -- Of a line, a payment or a refund: the order.
    order_id uuid,
    -- As drawn by the store: a prefix and a number, nothing else.
    number text CONSTRAINT closed_books_number_names_nobody CHECK (number ~ '^[A-Z]{1,3}[0-9]+$'),
    happened_at timestamptz NOT NULL,
    status text NOT NULL CONSTRAINT closed_books_status_is_a_word CHECK (status ~ '^[a-z_]{1,40}$'),
    quantity integer,
    subtotal numeric(12, 2),
    tax_amount numeric(12, 2),
    shipping_amount numeric(12, 2),
    discount_amount numeric(12, 2),
    fee numeric(12, 2),
    total_amount numeric(12, 2) NOT NULL,
    currency text NOT NULL CONSTRAINT closed_books_currency_is_iso_4217 CHECK (currency ~ '^[A-Z]{3}$'),
    keep_until date NOT NULL,
    PRIMARY KEY (id, kind)
);
CREATE INDEX closed_books_of_tenant ON public.closed_books (former_owner_id, former_store_id, happened_at);
CREATE INDEX closed_books_expiry ON public.closed_books (keep_until);
ALTER TABLE public.closed_books ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Nobody shortens the time that they are kept.
SELECT app.allow('closed_books', 'service_role', 'SI', 'app.store_id() IS NULL'),
    app.allow('closed_books', 'service_role', 'D', 'app.store_id() IS NULL AND keep_until < current_date'),
    app.allow('closed_books', 'sellusgenie_mover', 'SI', 'former_owner_id = app.tenant()
        AND former_store_id IS NOT DISTINCT FROM app.store_id()');

-- ── The mover's policies, and triggers that spare it. Run again at the end of a migration with a new table or trigger ──

CREATE FUNCTION app.let_movers_in() RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    target record;
BEGIN
    FOR target IN
        SELECT c.relname::text AS name,
            CASE WHEN c.relname = 'stores' THEN 'store_owner_id = app.tenant() AND COALESCE(app.store_id(), id) = id'
                WHEN c.relname = 'store_owners' THEN 'id = app.tenant()'
                WHEN c.relname = 'audit_log' THEN 'store_id = app.store_id() OR (store_id IS NULL
                    AND app.store_id() IS NULL AND account_id = app.tenant())'
                WHEN bool_or(a.attname = 'store_id') THEN 'store_id = app.store_id()'
                ELSE 'store_owner_id = app.tenant()'
            END AS condition
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND (a.attname IN ('store_id', 'store_owner_id') OR (c.relname = 'store_owners' AND a.attname = 'id'))
          AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'sellusgenie_mover_may_delete')
        GROUP BY c.relname
    LOOP
        PERFORM app.allow(target.name, 'sellusgenie_mover', 'SIUD', target.condition,
            readable => CASE target.name
                WHEN 'stores' THEN app.columns_but('public.stores', 'stripe_webhook_secret') END);
    END LOOP;

    FOR target IN
        SELECT t.tgrelid::regclass AS home, t.tgname AS name, pg_catalog.pg_get_triggerdef(t.oid) AS definition
        FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND c.relnamespace = 'public'::regnamespace
          AND pg_catalog.pg_get_triggerdef(t.oid) NOT LIKE '%sellusgenie_mover%'
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', target.name, target.home);
        EXECUTE CASE WHEN target.definition LIKE '% WHEN (%'
            THEN regexp_replace(target.definition, ' WHEN \((.*)\) EXECUTE FUNCTION ',
                ' WHEN (CURRENT_USER <> ''sellusgenie_mover'' AND (\1)) EXECUTE FUNCTION ')
            ELSE replace(target.definition, ' EXECUTE FUNCTION ',
                ' WHEN (CURRENT_USER <> ''sellusgenie_mover'') EXECUTE FUNCTION ')
        END;
    END LOOP;
END
$$;

-- Stripe's messages about what an owner paid.
SELECT app.allow('billing_events', 'sellusgenie_mover', 'SD', 'app.store_id() IS NULL AND EXISTS (
    SELECT FROM public.store_owners o WHERE o.id = app.tenant() AND o.stripe_customer_id
        IN (stripe_customer_id, payload #>> ''{data,object,customer}'', payload #>> ''{data,object,id}''))');

-- A suspended owner would otherwise open the next store.
CREATE FUNCTION app.check_owner_is_not_suspended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.stores s WHERE s.store_owner_id = NEW.store_owner_id AND s.suspended_at IS NOT NULL
    ) THEN
        PERFORM app.refuse('stores_wait_for_the_suspended', 'an owner with a suspended store opens no other');
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stores_wait_for_the_suspended BEFORE INSERT ON public.stores
    FOR EACH ROW EXECUTE FUNCTION app.check_owner_is_not_suspended();
GRANT SELECT (suspended_at) ON public.stores TO sellusgenie_definer;

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.owns(uuid, uuid) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.check_owner_is_not_suspended() OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.tenant(), app.owns(uuid, uuid), app.enter_as_mover(uuid, jsonb, uuid), app.let_movers_in(),
    app.check_owner_is_not_suspended() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.owns(uuid, uuid), app.enter_as_mover(uuid, jsonb, uuid) TO sellusgenie_app;
-- What policies, CHECKs and indexes call.
GRANT EXECUTE ON FUNCTION app.tenant(), app.store_id(), app.user_id(), app.uuid_v7(),
    app.random_token(), app.unaccent(text), app.slugify(text), app.is_slug(text), app.slug_is_reserved(text)
    TO sellusgenie_mover;
SELECT app.let_movers_in();

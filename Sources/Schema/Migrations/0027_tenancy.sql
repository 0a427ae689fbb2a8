-- A store's address and domain, who works in it, who owns it next, and how it is closed.

-- ── Addresses ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Labels that a host of ours needs or that would make a shop look like the platform. `xn--` begins a name in another
-- script, which can be made to look like somebody else's.
CREATE FUNCTION app.slug_is_reserved(slug text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN slug LIKE 'xn--%' OR slug LIKE 'closed-%' OR slug = ANY (ARRAY[
    'about', 'account', 'accounts', 'admin', 'administrator', 'api', 'app', 'apps', 'assets', 'auth', 'autoconfig',
    'autodiscover', 'billing', 'blog', 'cdn', 'checkout', 'console', 'dashboard', 'dev', 'dns', 'docs', 'download',
    'email', 'events', 'ftp', 'graphql', 'health', 'help', 'host', 'hostmaster', 'imap', 'img', 'invoice', 'legal',
    'localhost', 'login', 'mail', 'metrics', 'mx', 'new', 'news', 'ns', 'ns1', 'ns2', 'oauth', 'operator', 'owner', 'pay',
    'payment', 'payments', 'platform', 'pop', 'postmaster', 'proxy', 'rest', 'root', 'secure', 'security', 'sellusgenie',
    'server', 'settings', 'shop', 'signin', 'signup', 'smtp', 'sso', 'ssl', 'staging', 'static', 'status', 'storage',
    'store', 'stores', 'support', 'system', 'test', 'webhook', 'webhooks', 'webmail', 'wpad', 'www'
]);

-- A store that is purged takes a reserved address.
ALTER TABLE public.stores ADD CONSTRAINT stores_slug_is_not_reserved
    CHECK (deleted_at IS NOT NULL OR NOT app.slug_is_reserved(store_slug));

-- Where a store was found before; the storefront leads on from there. No store_id in front: it is asked for by its slug.
CREATE TABLE public.former_store_slugs (
    slug text PRIMARY KEY,
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX former_store_slugs_store ON public.former_store_slugs (store_id, created_at DESC);

-- AFTER, because only then the unique index of stores has made us wait for whoever gave the same address up.
CREATE FUNCTION app.keep_former_slug() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    -- More would let one store hoard names.
    kept CONSTANT integer := 5;
BEGIN
    DELETE FROM public.former_store_slugs f WHERE f.slug = NEW.store_slug AND f.store_id = NEW.id;
    IF EXISTS (SELECT FROM public.former_store_slugs f WHERE f.slug = NEW.store_slug) THEN
        PERFORM app.refuse('stores_slug_is_unique', 'another store is still found under its former address');
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.deleted_at IS NULL THEN
        INSERT INTO public.former_store_slugs (slug, store_id) VALUES (OLD.store_slug, NEW.id);
        DELETE FROM public.former_store_slugs f WHERE f.store_id = NEW.id AND f.slug NOT IN (
            SELECT n.slug FROM public.former_store_slugs n WHERE n.store_id = NEW.id
            ORDER BY n.created_at DESC, n.slug = OLD.store_slug DESC LIMIT kept
        );
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER stores_begin_at_a_free_address AFTER INSERT ON public.stores
    FOR EACH ROW EXECUTE FUNCTION app.keep_former_slug();
CREATE TRIGGER stores_keep_former_addresses AFTER UPDATE OF store_slug ON public.stores
    FOR EACH ROW WHEN (OLD.store_slug <> NEW.store_slug) EXECUTE FUNCTION app.keep_former_slug();

-- What somebody who looks for an address may know of it: 'free', 'taken' or 'reserved'.
CREATE FUNCTION app.slug_state(slug text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT CASE
        WHEN app.slug_is_reserved(slug_state.slug) THEN 'reserved'
        WHEN EXISTS (SELECT FROM public.stores s WHERE s.store_slug = slug_state.slug) THEN 'taken'
        WHEN EXISTS (SELECT FROM public.former_store_slugs f WHERE f.slug = slug_state.slug) THEN 'taken'
        ELSE 'free'
    END
$$;

CREATE OR REPLACE FUNCTION app.find_store(host_or_slug text) RETURNS TABLE (id uuid, store_slug text, is_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT s.id, s.store_slug, s.is_open FROM public.stores s
    WHERE s.store_slug = lower(host_or_slug) AND s.deleted_at IS NULL
    UNION ALL
    SELECT s.id, s.store_slug, s.is_open FROM public.stores s
    WHERE lower(s.store_domain) = lower(host_or_slug) AND s.store_domain_verified_at IS NOT NULL AND s.deleted_at IS NULL
    UNION ALL
    SELECT s.id, s.store_slug, s.is_open
    FROM public.former_store_slugs f JOIN public.stores s ON s.id = f.store_id
    WHERE f.slug = lower(host_or_slug) AND s.deleted_at IS NULL
    LIMIT 1
$$;

-- ── Domains and deletion: what follows from a change, whoever makes it ───────────────────────────────────────────────

ALTER TABLE public.stores ADD CONSTRAINT stores_domain_is_a_host_name CHECK (
    lower(store_domain) ~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$'
    AND length(store_domain) <= 253
);

-- Another domain has to be proved anew, with another token, unless the program writes its proof beside it. A deleted store gives its domain up, and asks for it again
-- when it comes back.
CREATE FUNCTION app.follow_store_change() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF NEW.store_domain IS DISTINCT FROM OLD.store_domain THEN
        NEW.store_domain_token := app.random_token();
        IF NEW.store_domain_verified_at IS NOT DISTINCT FROM OLD.store_domain_verified_at THEN
            NEW.store_domain_verified_at := NULL;
        END IF;
    END IF;
    IF OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL THEN
        NEW.is_active := false;
        NEW.store_domain_verified_at := NULL;
        NEW.purge_after := COALESCE(NEW.purge_after, now() + interval '30 days');
    ELSIF OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL THEN
        IF OLD.purge_after IS NULL OR OLD.purge_after <= now() THEN
            PERFORM app.refuse('stores_are_restored_within_thirty_days', 'this store is being erased');
        END IF;
        NEW.purge_after := NULL;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stores_are_followed BEFORE UPDATE OF store_domain, deleted_at ON public.stores
    FOR EACH ROW EXECUTE FUNCTION app.follow_store_change();

-- The last look at a domain's record. Apart from the store, so that a daily look does not touch its row.
CREATE TABLE public.domain_checks (
    store_id uuid PRIMARY KEY REFERENCES public.stores (id) ON DELETE CASCADE,
    domain text NOT NULL,
    outcome text NOT NULL CONSTRAINT domain_checks_outcome_is_known
        CHECK (outcome IN ('proved', 'missing', 'wrong', 'unanswered')),
    checked_at timestamptz NOT NULL DEFAULT now(),
    -- Since when a proved domain's record has been missing or wrong, look after look.
    failing_since timestamptz
);

-- ── Staff ────────────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE INDEX staff_invitations_token ON public.staff_invitations (token_hash);

-- Who is invited takes a place already, so that nobody is invited in vain. Usage is locked, so that two are counted one
-- after the other.
CREATE FUNCTION app.check_invitation_limit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    employed integer;
    allowed integer := (app.limits_of_store(NEW.store_id)).staff_per_store;
BEGIN
    SELECT u.staff INTO employed FROM public.store_usage u WHERE u.store_id = NEW.store_id FOR NO KEY UPDATE;
    IF allowed <= employed + (
        SELECT count(*) FROM public.staff_invitations i
        WHERE i.store_id = NEW.store_id AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
    ) THEN
        PERFORM app.refuse('plan_allows_more_staff', 'the plan allows no more staff in this store');
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER staff_invitations_within_plan BEFORE INSERT ON public.staff_invitations
    FOR EACH ROW EXECUTE FUNCTION app.check_invitation_limit();

-- ── Another owner ────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE public.store_transfers (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    email text NOT NULL,
    token_hash bytea NOT NULL CONSTRAINT store_transfers_token_is_sha_256 CHECK (length(token_hash) = 32),
    offered_by uuid NOT NULL,
    expires_at timestamptz NOT NULL DEFAULT now() + interval '7 days',
    accepted_at timestamptz,
    accepted_by uuid,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT store_transfers_token_is_unique UNIQUE (store_id, token_hash)
);
CREATE INDEX store_transfers_token ON public.store_transfers (token_hash);
CREATE UNIQUE INDEX store_transfers_one_open_per_store ON public.store_transfers (store_id)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- The store goes with all that is in it, if the one who offered it still owns it and the receiver's plan has room.
CREATE FUNCTION app.accept_transfer(hash bytea, receiver uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    agreed record;
BEGIN
    UPDATE public.store_transfers t SET accepted_at = now(), accepted_by = receiver
    WHERE t.token_hash = hash AND t.accepted_at IS NULL AND t.revoked_at IS NULL AND t.expires_at > now()
    RETURNING t.store_id, t.offered_by INTO agreed;
    IF NOT FOUND THEN
        PERFORM app.refuse('store_transfers_are_accepted_once', 'this offer was accepted, withdrawn or has expired');
    END IF;
    UPDATE public.stores s SET store_owner_id = receiver
    WHERE s.id = agreed.store_id AND s.store_owner_id = agreed.offered_by AND s.deleted_at IS NULL;
    IF NOT FOUND THEN
        PERFORM app.refuse('store_transfers_are_accepted_once', 'whoever offered this store owns it no more');
    END IF;
    DELETE FROM public.staff m WHERE m.store_id = agreed.store_id AND m.user_id = receiver;
    RETURN agreed.store_id;
END
$$;
-- The store's state follows the plan of whoever owns it now.
CREATE TRIGGER stores_follow_their_next_owner BEFORE UPDATE OF store_owner_id ON public.stores
    FOR EACH ROW WHEN (OLD.store_owner_id <> NEW.store_owner_id) EXECUTE FUNCTION app.prepare_store();

-- ── The door: a deleted store is entered by nobody but the program ───────────────────────────────────────────────────

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
        -- Restored without being entered: a store's owner reaches its row from outside.
        admitted := CASE WHEN store IS NULL
            THEN EXISTS (SELECT FROM public.store_owners o WHERE o.id = actor)
            ELSE EXISTS (
                SELECT FROM public.stores s WHERE s.id = store AND s.store_owner_id = actor AND s.deleted_at IS NULL
            )
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

-- ── Who may what ─────────────────────────────────────────────────────────────────────────────────────────────────────

DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['former_store_slugs', 'domain_checks', 'store_transfers'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
        EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, anon, authenticated, service_role, shopper, store_owner,
            store_staff, billing', target);
        PERFORM app.allow(target, 'service_role', 'SIUD', 'app.store_id() IS NULL OR store_id = app.store_id()');
    END LOOP;
END
$$;
SELECT app.allow(t, 'store_owner', 'S', 'store_id = app.store_id()')
FROM unnest(ARRAY['former_store_slugs', 'domain_checks']) AS t;
SELECT app.allow('store_transfers', 'store_owner', 'SU', 'store_id = app.store_id()',
    readable => app.columns_but('public.store_transfers', 'token_hash'), updatable => ARRAY['revoked_at']);
GRANT UPDATE (language, time_zone) ON public.stores TO store_staff;

SELECT app.allow('former_store_slugs', 'sellusgenie_definer', 'SID', 'true');
SELECT app.allow('store_transfers', 'sellusgenie_definer', 'SU', 'true');
SELECT app.allow('staff', 'sellusgenie_definer', 'D', 'true');
SELECT app.allow('staff_invitations', 'sellusgenie_definer', 'S', 'true',
    readable => ARRAY['store_id', 'accepted_at', 'revoked_at', 'expires_at']);
GRANT UPDATE (store_owner_id) ON public.stores TO sellusgenie_definer;

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.keep_former_slug() OWNER TO sellusgenie_definer;
ALTER FUNCTION app.slug_state(text) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.check_invitation_limit() OWNER TO sellusgenie_definer;
ALTER FUNCTION app.accept_transfer(bytea, uuid) OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;

REVOKE ALL ON FUNCTION
    app.slug_is_reserved(text), app.keep_former_slug(), app.slug_state(text), app.follow_store_change(),
    app.check_invitation_limit(), app.accept_transfer(bytea, uuid)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.slug_is_reserved(text)
    TO service_role, store_owner, store_staff, billing, sellusgenie_definer;
GRANT EXECUTE ON FUNCTION app.slug_state(text) TO service_role, store_owner;
GRANT EXECUTE ON FUNCTION app.accept_transfer(bytea, uuid) TO service_role;

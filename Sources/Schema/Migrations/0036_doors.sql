-- Recovery codes beside authenticators, who wrote which version of a store's policies, and a look into a closed shop.

DO $auth$
BEGIN
    -- A host's schema is its own.
    IF to_regclass('auth.schema_migrations') IS NOT NULL THEN
        RETURN;
    END IF;

    -- Ten for an account, each good once in place of an authenticator's code. The row holds a keyed hash.
    CREATE TABLE auth.mfa_recovery_codes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
        code_hash bytea NOT NULL CONSTRAINT mfa_recovery_codes_hash_is_sha_256 CHECK (length(code_hash) = 32),
        used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT mfa_recovery_codes_are_different UNIQUE (user_id, code_hash)
    );
    ALTER TABLE auth.mfa_recovery_codes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    PERFORM app.allow('auth.mfa_recovery_codes', 'service_role', 'SIUD', 'app.store_id() IS NULL');
END
$auth$;

-- ── Policies: who wrote which version ────────────────────────────────────────────────────────────────────────────────

ALTER TABLE public.policy_revisions
    ADD COLUMN about_us text,
    -- Nobody for the program, and for what was written before this column.
    ADD COLUMN changed_by_user uuid;
-- What each store says about itself today is its newest version's.
ALTER TABLE public.policy_revisions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.store_policies NO FORCE ROW LEVEL SECURITY;
UPDATE public.policy_revisions r SET about_us = p.about_us
FROM public.store_policies p WHERE p.store_id = r.store_id AND p.current_revision_id = r.id;
ALTER TABLE public.policy_revisions FORCE ROW LEVEL SECURITY;
ALTER TABLE public.store_policies FORCE ROW LEVEL SECURITY;
CREATE INDEX policy_revisions_newest ON public.policy_revisions (store_id, created_at DESC, id DESC);

-- Saving what is there already makes no version.
CREATE OR REPLACE FUNCTION app.keep_policy_revision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND (NEW.privacy_policy, NEW.terms_of_service, NEW.returns_policy, NEW.shipping_policy, NEW.about_us)
            IS NOT DISTINCT FROM
            (OLD.privacy_policy, OLD.terms_of_service, OLD.returns_policy, OLD.shipping_policy, OLD.about_us) THEN
        RETURN NEW;
    END IF;
    INSERT INTO public.policy_revisions (
        store_id, privacy_policy, terms_of_service, returns_policy, shipping_policy, about_us, changed_by_user)
    VALUES (NEW.store_id, NEW.privacy_policy, NEW.terms_of_service, NEW.returns_policy, NEW.shipping_policy,
        NEW.about_us, app.user_id())
    RETURNING id INTO NEW.current_revision_id;
    NEW.policies_last_updated := now();
    RETURN NEW;
END
$$;
DROP TRIGGER store_policies_keep_revisions ON public.store_policies;
CREATE TRIGGER store_policies_keep_revisions
    BEFORE INSERT OR UPDATE OF privacy_policy, terms_of_service, returns_policy, shipping_policy, about_us
    ON public.store_policies FOR EACH ROW EXECUTE FUNCTION app.keep_policy_revision();

-- ── A look into a shop that is closed to visitors ────────────────────────────────────────────────────────────────────

CREATE FUNCTION app.admits_preview(store uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT EXISTS (
        SELECT FROM public.stores s WHERE s.id = store AND s.deleted_at IS NULL AND s.suspended_at IS NULL
    )
$$;

-- Beside app.enter: a visitor before the shop is open, whom the program has checked. Sees what visitors would see, and
-- writes nothing.
CREATE FUNCTION app.enter_preview(claims jsonb, store uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF app.admits_preview(store) IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'app_enter_refused',
            MESSAGE = 'nobody may look into this store';
    END IF;
    SET LOCAL app.persona = 'anon';
    EXECUTE pg_catalog.format('SET LOCAL app.store = %L', store);
    EXECUTE pg_catalog.format('SET LOCAL request.jwt.claims = %L', claims);
    SET LOCAL transaction_read_only = on;
    SET LOCAL ROLE anon;
END
$$;

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.admits_preview(uuid) OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.admits_preview(uuid), app.enter_preview(jsonb, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.admits_preview(uuid), app.enter_preview(jsonb, uuid) TO sellusgenie_app;

SELECT app.let_movers_in();

-- Accounts of many realms in one table: instance_id, which Supabase Auth keeps for this, is the store whose customer the
-- person is, and nil for owners, staff and operators. The same address may have an account in each realm.

DO $auth$
DECLARE
    platform CONSTANT text := quote_literal('00000000-0000-0000-0000-000000000000') || '::uuid';
    target text;
BEGIN
    -- A host's schema is its own.
    IF to_regclass('auth.schema_migrations') IS NOT NULL THEN
        RETURN;
    END IF;

    EXECUTE 'ALTER TABLE auth.users ALTER COLUMN instance_id SET DEFAULT ' || platform;
    DROP INDEX auth.users_email_is_one_users;
    ALTER TABLE auth.users DROP CONSTRAINT users_phone_is_one_users;
    -- Rows from before have NULL. COALESCE reads it, where an UPDATE would be stopped by row level security.
    EXECUTE format('CREATE UNIQUE INDEX users_email_is_one_users ON auth.users (COALESCE(instance_id, %s), lower(email))
        WHERE NOT is_sso_user', platform);
    EXECUTE format('CREATE UNIQUE INDEX users_phone_is_one_users ON auth.users (COALESCE(instance_id, %s), phone)',
        platform);
    CREATE INDEX users_listed ON auth.users (instance_id, created_at, id);

    EXECUTE 'ALTER TABLE auth.identities ADD COLUMN instance_id uuid NOT NULL DEFAULT ' || platform;
    ALTER TABLE auth.identities DROP CONSTRAINT identities_are_one_users;
    ALTER TABLE auth.identities ADD CONSTRAINT identities_are_one_users UNIQUE (instance_id, provider, provider_id);

    -- What letters carry: the SHA-256 of a link's token, and a keyed hash of the six digits beside it.
    CREATE TABLE auth.one_time_tokens (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
        token_type text NOT NULL CONSTRAINT one_time_tokens_type_is_known CHECK (token_type IN (
            'confirmation_token', 'recovery_token', 'email_change_token_new', 'email_change_token_current',
            'reauthentication_token'
        )),
        token_hash text NOT NULL CONSTRAINT one_time_tokens_hash_is_one_tokens UNIQUE,
        code_hash bytea NOT NULL,
        -- Wrong digits so far. The link is not touched by them, so nobody can spoil it for its owner.
        code_attempts smallint NOT NULL DEFAULT 0,
        -- The address that the letter went to.
        relates_to text NOT NULL,
        flow_state_id uuid,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT one_time_tokens_newest_counts UNIQUE (user_id, token_type)
    );
    CREATE INDEX one_time_tokens_expiry ON auth.one_time_tokens (expires_at);

    CREATE TABLE auth.mfa_factors (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
        friendly_name text,
        factor_type text NOT NULL CONSTRAINT mfa_factors_type_is_known CHECK (factor_type = 'totp'),
        status text NOT NULL CONSTRAINT mfa_factors_status_is_known CHECK (status IN ('unverified', 'verified')),
        -- Sealed by the vault.
        secret text NOT NULL,
        -- The time step of the last code that was taken: none at or before it is taken again.
        last_used_step bigint NOT NULL DEFAULT 0,
        last_challenged_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE UNIQUE INDEX mfa_factors_name_is_one_factors ON auth.mfa_factors (user_id, friendly_name)
        WHERE trim(friendly_name) <> '';

    CREATE TABLE auth.mfa_challenges (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
        factor_id uuid NOT NULL REFERENCES auth.mfa_factors (id) ON DELETE CASCADE,
        ip_address inet,
        verified_at timestamptz,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX mfa_challenges_factor ON auth.mfa_challenges (factor_id);
    CREATE INDEX mfa_challenges_user ON auth.mfa_challenges (user_id);
    CREATE INDEX mfa_challenges_expiry ON auth.mfa_challenges (expires_at);

    -- By what a session's owner proved who he is, and when.
    CREATE TABLE auth.mfa_amr_claims (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
        session_id uuid NOT NULL REFERENCES auth.sessions (id) ON DELETE CASCADE,
        authentication_method text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT mfa_amr_claims_method_once_a_session UNIQUE (session_id, authentication_method)
    );
    CREATE INDEX mfa_amr_claims_user ON auth.mfa_amr_claims (user_id);
    CREATE INDEX sessions_not_after ON auth.sessions (not_after);

    FOREACH target IN ARRAY ARRAY[
        'auth.one_time_tokens', 'auth.mfa_factors', 'auth.mfa_challenges', 'auth.mfa_amr_claims'
    ] LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
        PERFORM app.allow(target, 'service_role', 'SIUD', 'app.store_id() IS NULL');
    END LOOP;
END
$auth$;

-- ── Browsers: a cookie for a session, in the dashboard as in a shop ──────────────────────────────────────────────────

DROP TABLE public.dashboard_sessions;

-- The cookie holds 256 random bits, the row only their SHA-256. From where, since when and how the session was opened
-- stands in auth.sessions.
CREATE TABLE public.browser_sessions (
    token_hash bytea PRIMARY KEY CONSTRAINT browser_sessions_token_is_sha_256 CHECK (length(token_hash) = 32),
    session_id uuid NOT NULL CONSTRAINT browser_sessions_one_cookie_each UNIQUE,
    user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX browser_sessions_user_id ON public.browser_sessions (user_id);
CREATE INDEX browser_sessions_expires_at ON public.browser_sessions (expires_at);

-- ── Rate limits: one time for each bucket, at which it will be full again ────────────────────────────────────────────

-- Unlogged: after a crash every bucket is full, which does no harm.
CREATE UNLOGGED TABLE public.rate_limits (
    bucket bytea PRIMARY KEY CONSTRAINT rate_limits_bucket_is_sha_256 CHECK (length(bucket) = 32),
    full_at timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX rate_limits_full_at ON public.rate_limits (full_at);

DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['browser_sessions', 'rate_limits'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
        EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, anon, authenticated, service_role, shopper, store_owner,
            store_staff, billing', target);
        PERFORM app.allow(target, 'service_role', 'SIUD', 'app.store_id() IS NULL');
    END LOOP;

    IF to_regclass('auth.schema_migrations') IS NULL THEN
        ALTER TABLE public.browser_sessions ADD CONSTRAINT browser_sessions_end_with_their_session
            FOREIGN KEY (session_id) REFERENCES auth.sessions (id) ON DELETE CASCADE;
    END IF;
END
$$;

-- ── A store that is gone takes its customers' accounts along ─────────────────────────────────────────────────────────

CREATE FUNCTION app.forget_accounts_of_store() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM auth.users WHERE instance_id = OLD.id;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION app.forget_accounts_of_store() FROM PUBLIC;

DO $$
BEGIN
    IF to_regclass('auth.schema_migrations') IS NOT NULL THEN
        RETURN;
    END IF;
    CREATE POLICY sellusgenie_definer_may_delete ON auth.users FOR DELETE TO sellusgenie_definer
        USING (instance_id <> '00000000-0000-0000-0000-000000000000');
    GRANT SELECT (instance_id), DELETE ON auth.users TO sellusgenie_definer;
    GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
    ALTER FUNCTION app.forget_accounts_of_store() OWNER TO sellusgenie_definer;
    REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
    CREATE TRIGGER stores_take_their_accounts_along AFTER DELETE ON public.stores
        FOR EACH ROW EXECUTE FUNCTION app.forget_accounts_of_store();
END
$$;

-- The keys that sign access tokens, and sign-ins that are under way.

-- The public half of each is published; the private one is sealed by the vault. The next key is published before it signs,
-- and a retired one stays until the last token that it signed is over, so that a change of keys is noticed by nobody.
CREATE TABLE public.token_signing_keys (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    kid text NOT NULL CONSTRAINT token_signing_keys_kid_is_one_keys UNIQUE,
    state text NOT NULL CONSTRAINT token_signing_keys_state_is_known CHECK (state IN ('next', 'current', 'retired')),
    public_x text NOT NULL,
    public_y text NOT NULL,
    sealed_private_key text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    activated_at timestamptz,
    retired_at timestamptz
);
CREATE UNIQUE INDEX token_signing_keys_one_signs ON public.token_signing_keys (state) WHERE state <> 'retired';

ALTER TABLE public.token_signing_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.token_signing_keys FROM PUBLIC, anon, authenticated, service_role, shopper, store_owner,
    store_staff, billing;
SELECT app.allow('token_signing_keys', 'service_role', 'SIUD', 'app.store_id() IS NULL');

DO $auth$
BEGIN
    IF to_regclass('auth.schema_migrations') IS NOT NULL THEN
        RETURN;
    END IF;

    -- From the first step of a sign-in that comes back, by letter or from Google or Apple, to the exchange of its code.
    CREATE TABLE auth.flow_state (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        instance_id uuid NOT NULL,
        -- Who came back; from the beginning where a way to sign in is added to an account.
        user_id uuid REFERENCES auth.users (id) ON DELETE CASCADE,
        links_identity boolean NOT NULL DEFAULT false,
        provider_type text NOT NULL,
        -- SHA-256 of what the provider hands back; the provider's own proof and nonce are derived from it.
        state_hash text CONSTRAINT flow_state_state_is_one_flows UNIQUE,
        redirect_to text NOT NULL DEFAULT '',
        code_challenge_method text
            CONSTRAINT flow_state_challenge_method_is_known CHECK (code_challenge_method IN ('s256', 'plain')),
        code_challenge text,
        -- SHA-256 of the code that the application exchanges for a session.
        auth_code_hash text CONSTRAINT flow_state_code_is_one_flows UNIQUE,
        auth_code_issued_at timestamptz,
        authentication_method text NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT flow_state_challenge_is_whole CHECK ((code_challenge IS NULL) = (code_challenge_method IS NULL))
    );
    CREATE INDEX flow_state_user ON auth.flow_state (user_id);
    CREATE INDEX flow_state_expiry ON auth.flow_state (expires_at);
    ALTER TABLE auth.flow_state ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    PERFORM app.allow('auth.flow_state', 'service_role', 'SIUD', 'app.store_id() IS NULL');
END
$auth$;

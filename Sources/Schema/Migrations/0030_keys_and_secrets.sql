-- Master keys, what is sealed with them, and the keys of integrations.

-- ── Which master key seals. The keys themselves never come near the database; a name gives nothing of them away. ──────

CREATE TABLE public.master_keys (
    name text PRIMARY KEY CONSTRAINT master_keys_name_is_eight_digits CHECK (name ~ '^[0-9a-f]{8}$'),
    -- previous: still opens what it sealed. retired: opens nothing that is left.
    state text NOT NULL CONSTRAINT master_keys_state_is_known CHECK (state IN ('current', 'previous', 'retired')),
    promoted_at timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz
);
CREATE UNIQUE INDEX master_keys_one_seals ON public.master_keys (state) WHERE state = 'current';

-- Every running program says again and again which keys it can open with and which one it seals with. A rotation waits
-- for all of them.
CREATE TABLE public.key_holders (
    program text PRIMARY KEY,
    opens_with text[] NOT NULL,
    seals_with text NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now()
);

ALTER TABLE public.master_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE public.key_holders ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT app.allow('master_keys', 'service_role', 'SIU', 'app.store_id() IS NULL'),
    app.allow('key_holders', 'service_role', 'SIUD', 'app.store_id() IS NULL'),
    app.allow('master_keys', 'sellusgenie_definer', 'SI', 'true', readable => ARRAY['name', 'state'],
        insertable => ARRAY['name', 'state']),
    app.allow('system_api_keys', 'sellusgenie_definer', 'SI', 'store_id IS NULL AND service_name = ''sellusgenie''',
        readable => ARRAY['store_id', 'service_name', 'key_type', 'encrypted_key', 'is_active'],
        insertable => ARRAY['service_name', 'key_type', 'encrypted_key']);

-- The key that seals; `proposed` from the first program that ever asks.
CREATE FUNCTION app.sealing_key(proposed text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.master_keys k WHERE k.state = 'current') THEN
        INSERT INTO public.master_keys (name, state) VALUES (proposed, 'current') ON CONFLICT DO NOTHING;
    END IF;
    RETURN (SELECT k.name FROM public.master_keys k WHERE k.state = 'current');
END
$$;

-- What everything that is no vault is derived from, sealed as any other secret; `proposed` from the first who asks.
-- Asked by the role that migrates, before the program's own role has a password.
CREATE FUNCTION app.sealed_root(proposed text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.system_api_keys (service_name, key_type, encrypted_key) VALUES ('sellusgenie', 'root', proposed)
    ON CONFLICT DO NOTHING;
    RETURN (
        SELECT k.encrypted_key FROM public.system_api_keys k
        WHERE k.store_id IS NULL AND k.service_name = 'sellusgenie' AND k.key_type = 'root' AND k.is_active
    );
END
$$;

-- ── Hints, by which an owner recognises a key that nobody can read back ──────────────────────────────────────────────

ALTER TABLE public.email_configurations
    ADD COLUMN api_key_hint text CONSTRAINT email_configurations_hint_is_short CHECK (length(api_key_hint) <= 4);
ALTER TABLE public.analytics_configurations
    ADD COLUMN ga4_api_secret_hint text
        CONSTRAINT analytics_configurations_ga4_hint_is_short CHECK (length(ga4_api_secret_hint) <= 4),
    ADD COLUMN meta_access_token_hint text
        CONSTRAINT analytics_configurations_meta_hint_is_short CHECK (length(meta_access_token_hint) <= 4);
GRANT SELECT (api_key_hint) ON public.email_configurations TO store_owner;
GRANT SELECT (ga4_api_secret_hint, meta_access_token_hint) ON public.analytics_configurations TO store_owner;

-- The owner was told so many days before the end; a key with another end is another case.
ALTER TABLE public.system_api_keys ADD COLUMN warned_days_before smallint;
CREATE FUNCTION app.forget_expiry_warning() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    NEW.warned_days_before := NULL;
    RETURN NEW;
END
$$;
CREATE TRIGGER forget_expiry_warning BEFORE UPDATE OF expires_at ON public.system_api_keys
    FOR EACH ROW WHEN (NEW.expires_at IS DISTINCT FROM OLD.expires_at) EXECUTE FUNCTION app.forget_expiry_warning();
CREATE INDEX system_api_keys_expiry ON public.system_api_keys (expires_at) WHERE is_active AND expires_at IS NOT NULL;

-- ── Keys of integrations: their scopes are staff's permissions, and act through staff's policies ─────────────────────

ALTER TABLE public.api_keys
    ADD CONSTRAINT api_keys_name_not_empty CHECK (length(trim(name)) BETWEEN 1 AND 100),
    ADD CONSTRAINT api_keys_scopes_are_permissions CHECK (scopes <@ ARRAY[
        'store.read', 'store.write', 'products.read', 'products.write', 'inventory.read', 'inventory.write',
        'orders.read', 'orders.write', 'payments.read', 'customers.read', 'customers.write', 'content.read',
        'content.write', 'analytics.read', 'imports.read'
    ]);
CREATE INDEX api_keys_of_store ON public.api_keys (store_id, created_at DESC);

SELECT app.allow('api_keys', 'sellusgenie_definer', 'S', 'true',
    readable => ARRAY['id', 'store_id', 'scopes', 'expires_at', 'revoked_at']);
GRANT SELECT (suspended_at) ON public.stores TO sellusgenie_definer;

-- What the key may do in the store, as staff's permissions are written; NULL when it may not enter. Who may write may read.
CREATE FUNCTION app.admit_key(key uuid, store uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT ' ' || COALESCE(array_to_string(k.scopes || replace(k.scopes::text, '.write', '.read')::text[], ' '), '') || ' '
    FROM public.api_keys k JOIN public.stores s ON s.id = k.store_id
    WHERE k.store_id = store AND k.id = key AND k.revoked_at IS NULL
      AND (k.expires_at IS NULL OR k.expires_at > now()) AND s.deleted_at IS NULL AND s.suspended_at IS NULL
$$;

-- The integrations' door, beside app.enter: the key takes the place of a person, and a store must be named.
CREATE FUNCTION app.enter_with_key(key uuid, claims jsonb, store uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    permissions text := app.admit_key(key, store);
BEGIN
    IF permissions IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'app_enter_refused',
            MESSAGE = 'this key may not act in this store';
    END IF;
    EXECUTE pg_catalog.format('SET LOCAL app.persona = %L', 'store_staff');
    EXECUTE pg_catalog.format('SET LOCAL app.store = %L', store);
    EXECUTE pg_catalog.format('SET LOCAL app.permissions = %L', permissions);
    EXECUTE pg_catalog.format('SET LOCAL request.jwt.claims = %L', claims);
    -- An unpaid plan is read by its integrations too, and by nobody written.
    IF app.only_reads('store_staff', claims, store) THEN
        SET LOCAL transaction_read_only = on;
    END IF;
    SET LOCAL ROLE store_staff;
END
$$;

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.sealing_key(text) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.sealed_root(text) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.admit_key(uuid, uuid) OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;

REVOKE ALL ON FUNCTION app.sealing_key(text), app.sealed_root(text), app.forget_expiry_warning(),
    app.admit_key(uuid, uuid), app.enter_with_key(uuid, jsonb, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.sealing_key(text), app.sealed_root(text) TO CURRENT_USER, sellusgenie_app, service_role;
GRANT EXECUTE ON FUNCTION app.enter_with_key(uuid, jsonb, uuid), app.admit_key(uuid, uuid) TO sellusgenie_app;

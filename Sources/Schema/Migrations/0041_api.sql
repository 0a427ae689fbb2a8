-- What the commerce API needs: requests under a key, answered once; and which sites' scripts may use a shop.

-- ── Requests under a key ────────────────────────────────────────────────────────────────────────────────────────────

-- The sender whose keys these are: the API key that acts. The same key of another sender is another request.
CREATE FUNCTION app.request_scope() RETURNS text LANGUAGE sql STABLE SET search_path = ''
RETURN 'key ' || app.claimed_id(NULLIF(current_setting('request.jwt.claims', true), '')::jsonb, 'api_key');

-- Takes a key until the transaction ends. No row: the request is to be worked on. A row: it was, and this was the answer.
CREATE FUNCTION app.claim_request(request_key text, method text, path text, fingerprint bytea)
RETURNS TABLE (status smallint, answer jsonb) LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    known public.idempotency_keys;
BEGIN
    IF app.request_scope() IS NULL OR app.store_id() IS NULL THEN
        PERFORM app.refuse('idempotency_keys_have_a_sender', 'a request under a key is sent by an API key of a store');
    END IF;
    -- A twin is told so at once; waiting for the row would hold its connection as long as the first one's work takes.
    IF NOT pg_catalog.pg_try_advisory_xact_lock(
        pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', app.store_id(), app.request_scope(), request_key), 0)) THEN
        PERFORM app.refuse('idempotency_keys_one_at_a_time', 'a request under this key is being worked on');
    END IF;
    SELECT * INTO known FROM public.idempotency_keys k
    WHERE k.store_id = app.store_id() AND k.scope = app.request_scope() AND k.key = request_key AND k.expires_at > now();
    IF NOT FOUND THEN
        DELETE FROM public.idempotency_keys k
        WHERE k.store_id = app.store_id() AND k.scope = app.request_scope() AND k.key = request_key;
        INSERT INTO public.idempotency_keys (store_id, scope, key, request_method, request_path, request_hash)
        VALUES (app.store_id(), app.request_scope(), request_key, method, path, fingerprint);
    ELSIF (known.request_method, known.request_path, known.request_hash) <> (method, path, fingerprint) THEN
        PERFORM app.refuse('idempotency_keys_name_one_request', 'this key came before with another request');
    ELSE
        RETURN QUERY SELECT known.response_status, known.response_body;
    END IF;
END
$$;

-- The answer, in the transaction that did the work.
CREATE FUNCTION app.keep_answer(request_key text, status smallint, answer jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    UPDATE public.idempotency_keys k
    SET recovery_point = 'finished', response_status = status, response_body = answer
    WHERE k.store_id = app.store_id() AND k.scope = app.request_scope() AND k.key = request_key
$$;

SELECT app.allow('idempotency_keys', 'sellusgenie_definer', 'SIUD', 'true');
GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.claim_request(text, text, text, bytea) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.keep_answer(text, smallint, jsonb) OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.request_scope(), app.claim_request(text, text, text, bytea),
    app.keep_answer(text, smallint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.request_scope() TO sellusgenie_definer;
GRANT EXECUTE ON FUNCTION app.claim_request(text, text, text, bytea), app.keep_answer(text, smallint, jsonb)
    TO store_staff;

-- ── Whose scripts may use a shop ────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE public.stores
    -- Scheme, host and port, as browsers send them. None named: any site's.
    ADD COLUMN api_origins text[] NOT NULL DEFAULT '{}'
        CONSTRAINT stores_api_origins_are_few CHECK (cardinality(api_origins) <= 20)
        CONSTRAINT stores_api_origins_are_origins CHECK (
            array_to_string(api_origins, ' ') ~ '^(https?://[a-z0-9.-]+(:[0-9]{1,5})?( |$))*$');
GRANT SELECT (api_origins), INSERT (api_origins), UPDATE (api_origins) ON public.stores TO service_role, store_owner;
GRANT SELECT (api_origins), UPDATE (api_origins) ON public.stores TO store_staff;
GRANT SELECT (api_origins) ON public.stores TO anon, shopper, authenticated, sellusgenie_mover;

SELECT app.audit('stores', 'store', derived => ARRAY['subscription_status', 'trial_expires_at'],
    secret => ARRAY['stripe_webhook_secret', 'store_domain_token']);
SELECT app.let_movers_in();

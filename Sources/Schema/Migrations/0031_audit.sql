-- The audit log: who changed what, from where, before and after. The database writes it itself, so no use case can
-- forget to; personas read it and can do nothing else.
--
-- What is written about and what is not stands in Tests/SchemaTests/Resources/audit-scope.txt,
-- which is compared with the migrated database.

-- ── Months, for every table that is kept by the month ────────────────────────────────────────────────────────────────

DROP FUNCTION app.ensure_event_partitions(integer), app.make_event_partition(text, timestamp);

CREATE FUNCTION app.make_month_partition(parent text, month timestamp) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    partition_name text := parent || '_' || to_char(month, 'YYYY_MM');
BEGIN
    IF to_regclass('partitions.' || partition_name) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format(
        'CREATE TABLE partitions.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
        partition_name, parent, month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
    -- Reached through their parent only, whose policies decide; on their own they show nothing to anybody.
    EXECUTE format('ALTER TABLE partitions.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', partition_name);
    RETURN true;
END
$$;

-- Last month, this one and those after it. Rows that lie in the default partition would stop a month from being made, so
-- it is kept empty by making them ahead.
CREATE FUNCTION app.ensure_partitions(months_ahead integer DEFAULT 3) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    first timestamp := date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month';
    last timestamp := first + make_interval(months => 1 + LEAST(GREATEST(months_ahead, 0), 36));
    made integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('app.ensure_partitions', 0));
    SELECT count(*) FILTER (WHERE app.make_month_partition(parent, month)) INTO made
    FROM unnest(ARRAY['analytics_events', 'audit_log']) AS parent, generate_series(first, last, '1 month') AS month;
    RETURN made;
END
$$;

-- ── The table ────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE public.audit_log NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.audit_log RENAME TO audit_log_in_one_piece;
ALTER INDEX public.audit_log_pkey RENAME TO audit_log_in_one_piece_pkey;
ALTER INDEX public.audit_log_store RENAME TO audit_log_in_one_piece_store;

-- No foreign keys: what was done stays on record when the store, the person or the thing is gone.
CREATE TABLE public.audit_log (
    id uuid NOT NULL DEFAULT app.uuid_v7(),
    created_at timestamptz NOT NULL DEFAULT now(),
    -- NULL: an act on the platform, and then account_id says whose account it concerns.
    store_id uuid,
    account_id uuid,
    -- The person; with actor_role service_role, the person in whose name the program acted.
    actor_id uuid,
    -- The persona, or the login of somebody who worked on the database by hand.
    actor_role text NOT NULL,
    api_key_id uuid,
    action text NOT NULL,
    entity_type text NOT NULL,
    entity_id text,
    -- The thing on whose page this is history: the product of a variant, the order of a payment, otherwise entity_id.
    record_id text,
    -- What the thing was called then.
    label text,
    -- Only what differs. {"secret": true} stands for a value that is nobody's to read, {"bytes": …, "sha256": …} for one
    -- too long to keep twice, {"erased": true} for what a person had the right to have forgotten.
    before jsonb,
    after jsonb,
    request_id text,
    ip_address inet,
    CONSTRAINT audit_log_pkey PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
CREATE TABLE partitions.audit_log_default PARTITION OF public.audit_log DEFAULT;

CREATE INDEX audit_log_store ON public.audit_log (store_id, created_at DESC, id DESC);
CREATE INDEX audit_log_record ON public.audit_log (store_id, record_id, created_at DESC, id DESC);
CREATE INDEX audit_log_actor ON public.audit_log (store_id, actor_id, created_at DESC, id DESC);
CREATE INDEX audit_log_account ON public.audit_log (account_id, created_at DESC, id DESC) WHERE store_id IS NULL;

GRANT CREATE ON SCHEMA app, public TO sellusgenie_definer;
ALTER FUNCTION app.make_month_partition(text, timestamp) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.ensure_partitions(integer) OWNER TO sellusgenie_definer;
ALTER TABLE public.audit_log OWNER TO sellusgenie_definer;
ALTER TABLE partitions.audit_log_default OWNER TO sellusgenie_definer;
REVOKE ALL ON FUNCTION app.make_month_partition(text, timestamp), app.ensure_partitions(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.ensure_partitions(integer) TO service_role;

-- The months that are needed for what there is, and those ahead.
SELECT app.make_month_partition('audit_log', month)
FROM generate_series(
    (SELECT date_trunc('month', min(created_at) AT TIME ZONE 'UTC') FROM public.audit_log_in_one_piece),
    date_trunc('month', now() AT TIME ZONE 'UTC'), '1 month') AS month;
SELECT app.ensure_partitions(3);
INSERT INTO public.audit_log
    (id, created_at, store_id, actor_id, actor_role, action, entity_type, entity_id, record_id, after, request_id, ip_address)
SELECT id, created_at, store_id, actor_id, actor_role, action, entity_type, entity_id, entity_id, NULLIF(changes, '{}'),
    request_id, ip_address
FROM public.audit_log_in_one_piece;
DROP TABLE public.audit_log_in_one_piece;

ALTER TABLE public.audit_log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE partitions.audit_log_default ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.audit_log, partitions.audit_log_default FROM PUBLIC, anon, authenticated, service_role, shopper,
    store_owner, store_staff, billing;

SELECT app.allow('audit_log', 'service_role', 'S', 'app.store_id() IS NULL OR store_id = app.store_id()');
-- Without a store, what concerns his own account.
SELECT app.allow('audit_log', 'store_owner', 'S',
    'store_id = app.store_id() OR (app.store_id() IS NULL AND store_id IS NULL AND account_id = app.user_id())');
SELECT app.allow('audit_log', 'store_staff', 'S', 'store_id = app.store_id() AND app.may(''audit.read'')');
SELECT app.allow('audit_log', 'authenticated', 'S', 'store_id = ANY (ARRAY(SELECT app.my_store_ids()))');
-- Appends, forgets by plan, and erases what a person had the right to have erased; in the functions below alone.
SELECT app.allow('audit_log', 'sellusgenie_definer', 'SIUD', 'true');

-- ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The import that this transaction is a part of.
CREATE FUNCTION app.import_run() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.import_run', true), '')::uuid;

-- An import says which it is, and is then written about by the statement and not by the row: a hundred thousand rows of
-- the log would take longer than the import, and tell less than its file.
CREATE FUNCTION app.enter_import(run uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.import_runs i WHERE i.store_id = app.store_id() AND i.id = run AND i.state = 'running'
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'import_is_running',
            MESSAGE = 'no such import is running in this store';
    END IF;
    EXECUTE pg_catalog.format('SET LOCAL app.import_run = %L', run);
END
$$;

-- A claim that should be an id; whatever else a token holds there is no reason to fail.
CREATE FUNCTION app.claimed_id(claims jsonb, name text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN claims ->> name ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' THEN (claims ->> name)::uuid END;

-- A value as the log keeps it.
CREATE FUNCTION app.audited(value jsonb, is_secret boolean) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN value = 'null' THEN value
    WHEN is_secret THEN '{"secret": true}'
    -- A page or a long description is kept by its revisions; here it is enough to see that it is another one.
    WHEN length(value::text) > 1000 THEN jsonb_build_object(
        'bytes', octet_length(value::text), 'sha256', encode(sha256(convert_to(value::text, 'UTF8')), 'hex'))
    ELSE value
END;

-- Appends one entry. `thing` is the row, for its id, its store and its name.
CREATE FUNCTION app.write_audit(
    kind text, action text, record_column text, thing jsonb, before jsonb, after jsonb
) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    claims jsonb := COALESCE(NULLIF(current_setting('request.jwt.claims', true), ''), '{}');
    entity text := COALESCE(thing ->> 'id', thing ->> 'plan_type', concat_ws(' ', thing ->> 'role', thing ->> 'permission'));
BEGIN
    INSERT INTO public.audit_log (
        store_id, account_id, actor_id, actor_role, api_key_id, action, entity_type, entity_id, record_id, label,
        before, after, request_id, ip_address)
    VALUES (
        (CASE kind WHEN 'store' THEN thing ->> 'id' ELSE thing ->> 'store_id' END)::uuid,
        (CASE kind WHEN 'owner' THEN thing ->> 'id' WHEN 'subscription' THEN thing ->> 'store_owner_id' END)::uuid,
        COALESCE(app.user_id(), app.claimed_id(claims, 'act')), COALESCE(app.persona(), session_user),
        app.claimed_id(claims, 'api_key'), action, kind, entity, COALESCE(thing ->> record_column, entity),
        left(COALESCE(
            thing ->> 'order_number', thing ->> 'name', thing ->> 'title', thing ->> 'store_name', thing ->> 'product_name',
            thing ->> 'email', thing ->> 'service_name', thing ->> 'file_name', thing ->> 'plan_type'), 200),
        before, after, claims ->> 'request_id', (claims ->> 'ip')::inet);
END
$$;

-- Arguments of the triggers: the kind of thing, the column that names the record, the columns not written about, the secret.

-- What a statement added or removed.
CREATE FUNCTION app.audit_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    adds boolean := TG_OP = 'INSERT';
BEGIN
    IF app.import_run() IS NOT NULL THEN
        PERFORM app.write_audit(TG_ARGV[0], CASE WHEN adds THEN 'imported' ELSE 'deleted' END, NULL,
            jsonb_build_object('store_id', app.store_id(), 'id', app.import_run()), NULL,
            jsonb_build_object('rows', counted.rows))
        FROM (SELECT count(*) AS rows FROM changed) AS counted WHERE counted.rows > 0;
        RETURN NULL;
    END IF;
    PERFORM app.write_audit(TG_ARGV[0], CASE WHEN adds THEN 'created' ELSE 'deleted' END, TG_ARGV[1], thing.row,
        CASE WHEN NOT adds THEN thing.told END, CASE WHEN adds THEN thing.told END)
    FROM (
        SELECT row.value AS row, (
            SELECT jsonb_object_agg(field.key, app.audited(field.value, field.key = ANY (TG_ARGV[3]::text[])))
            FROM jsonb_each(row.value) AS field
            WHERE field.value <> 'null' AND field.key <> ALL (TG_ARGV[2]::text[])
        ) AS told
        FROM changed, to_jsonb(changed) AS row (value)
    ) AS thing;
    RETURN NULL;
END
$$;

-- What became of a row. Its trigger's WHEN has found that something worth writing about differs.
CREATE FUNCTION app.audit_update() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    was jsonb;
    thing jsonb;
BEGIN
    IF app.import_run() IS NOT NULL AND TG_ARGV[0] <> 'import' THEN
        RETURN NULL;
    END IF;
    was := to_jsonb(OLD);
    thing := to_jsonb(NEW);
    PERFORM app.write_audit(TG_ARGV[0], 'changed', TG_ARGV[1], thing, change.before, change.after)
    FROM (
        SELECT jsonb_object_agg(field.key, app.audited(was -> field.key, field.key = ANY (TG_ARGV[3]::text[]))) AS before,
            jsonb_object_agg(field.key, app.audited(field.value, field.key = ANY (TG_ARGV[3]::text[]))) AS after
        FROM jsonb_each(thing) AS field
        WHERE field.value <> was -> field.key AND field.key <> ALL (TG_ARGV[2]::text[])
    ) AS change;
    RETURN NULL;
END
$$;

-- Makes a table's changes known to the log; called again, it takes new columns in. Nothing is written for what triggers
-- and cascades do (their depth is not 0): it follows from what was done, and that is in the log.
CREATE FUNCTION app.audit(
    target text,
    -- What people call one of its rows.
    kind text,
    -- Letters of I, U, D.
    commands text DEFAULT 'IUD',
    -- Columns that follow from others or that the machine keeps for itself.
    derived text[] DEFAULT '{}',
    secret text[] DEFAULT '{}',
    record_column text DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    ours text[];
    untold text[] := derived || ARRAY['id', 'store_id', 'created_at', 'updated_at'];
    arguments text;
BEGIN
    SELECT untold || array_agg(a.attname::text) FILTER (WHERE a.attgenerated <> '' AND a.attname <> ALL (untold)),
        array_agg(quote_ident(a.attname) ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '' AND a.attname <> ALL (untold))
        INTO untold, ours
    FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = ('public.' || quote_ident(target))::regclass AND a.attnum > 0 AND NOT a.attisdropped;
    arguments := format('%L, %L, %L, %L', kind, COALESCE(record_column, ''), untold, secret);

    EXECUTE format('DROP TRIGGER IF EXISTS audit_insert ON public.%1$I', target);
    EXECUTE format('DROP TRIGGER IF EXISTS audit_update ON public.%1$I', target);
    EXECUTE format('DROP TRIGGER IF EXISTS audit_delete ON public.%1$I', target);
    IF commands LIKE '%I%' THEN
        EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON public.%I REFERENCING NEW TABLE AS changed
            FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION app.audit_statement(%s)', target, arguments);
    END IF;
    IF commands LIKE '%U%' THEN
        EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE OF %s ON public.%I
            FOR EACH ROW WHEN (pg_trigger_depth() = 0 AND (%s) IS DISTINCT FROM (%s)) EXECUTE FUNCTION app.audit_update(%s)',
            array_to_string(ours, ', '), target,
            'OLD.' || array_to_string(ours, ', OLD.'), 'NEW.' || array_to_string(ours, ', NEW.'), arguments);
    END IF;
    IF commands LIKE '%D%' THEN
        EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON public.%I REFERENCING OLD TABLE AS changed
            FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION app.audit_statement(%s)', target, arguments);
    END IF;
END
$$;

-- What happened to an account itself: sign-ins, passwords, factors. The actor of a failed sign-in is not known.
CREATE FUNCTION app.record_account_event(event text, account uuid, details jsonb DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    claims jsonb := COALESCE(NULLIF(current_setting('request.jwt.claims', true), ''), '{}');
BEGIN
    INSERT INTO public.audit_log (
        account_id, actor_id, actor_role, action, entity_type, entity_id, record_id, after, request_id, ip_address)
    VALUES (
        account, COALESCE(app.user_id(), app.claimed_id(claims, 'act'), CASE WHEN event NOT LIKE '%failed' THEN account END),
        COALESCE(app.persona(), session_user), event, 'account', account::text, account::text, details,
        claims ->> 'request_id', (claims ->> 'ip')::inet);
END
$$;

-- ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Who the people in the entered store's log are: its owner, its staff and those who have acted there as either. Accounts
-- are closed to owner and staff otherwise.
CREATE FUNCTION app.audit_people(people uuid[]) RETURNS TABLE (id uuid, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.store_id();
BEGIN
    IF app.persona() NOT IN ('store_owner', 'store_staff', 'service_role')
        OR (app.persona() = 'store_staff' AND NOT app.may('audit.read')) THEN
        RETURN;
    END IF;
    -- A host keeps its auth schema to itself; then staff are known by what they did alone.
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'auth' AND c.relname = 'users' AND has_schema_privilege(n.oid, 'USAGE')
          AND has_column_privilege(c.oid, 'email', 'SELECT')
    ) THEN
        RETURN QUERY
            SELECT o.id, COALESCE(NULLIF(o.display_name, ''), o.email) FROM public.store_owners o
            JOIN public.stores s ON s.store_owner_id = o.id AND s.id = store WHERE o.id = ANY (people);
        RETURN;
    END IF;
    RETURN QUERY
        SELECT u.id, COALESCE(NULLIF(o.display_name, ''), u.email::text)
        FROM auth.users u LEFT JOIN public.store_owners o ON o.id = u.id
        WHERE u.id = ANY (people) AND (
            EXISTS (SELECT FROM public.stores s WHERE s.id = store AND s.store_owner_id = u.id)
            OR EXISTS (SELECT FROM public.staff m WHERE m.store_id = store AND m.user_id = u.id)
            OR EXISTS (
                SELECT FROM public.audit_log a
                WHERE a.store_id = store AND a.actor_id = u.id AND a.actor_role IN ('store_owner', 'store_staff')));
END
$$;
GRANT SELECT (email, display_name) ON public.store_owners TO sellusgenie_definer;

-- Everybody whose acts are in the entered store's log, found by leaping from one to the next in the index.
CREATE FUNCTION app.audit_actors() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    WITH RECURSIVE actors AS (
        (SELECT a.actor_id FROM public.audit_log a
         WHERE a.store_id = app.store_id() AND a.actor_id IS NOT NULL ORDER BY a.actor_id LIMIT 1)
        UNION ALL
        SELECT (SELECT a.actor_id FROM public.audit_log a
                WHERE a.store_id = app.store_id() AND a.actor_id > known.actor_id ORDER BY a.actor_id LIMIT 1)
        FROM actors known WHERE known.actor_id IS NOT NULL
    )
    SELECT actor_id FROM actors WHERE actor_id IS NOT NULL
      AND (app.persona() <> 'store_staff' OR app.may('audit.read')) LIMIT 200
$$;

-- ── Forgetting ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- NULL is for ever.
ALTER TABLE public.plan_limits ADD COLUMN audit_days integer
    CONSTRAINT plan_limits_audit_days_positive CHECK (audit_days > 0);
ALTER TABLE public.plan_limits NO FORCE ROW LEVEL SECURITY;
UPDATE public.plan_limits l SET audit_days = kept.days
FROM (VALUES ('trial', 30), ('starter', 90), ('professional', 365), ('enterprise', 730)) AS kept (plan, days)
WHERE l.plan_type = kept.plan;
ALTER TABLE public.plan_limits FORCE ROW LEVEL SECURITY;

-- Months that no plan keeps. A month that is being read stays until the next time.
CREATE FUNCTION app.drop_audit_months() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET lock_timeout = '2s' AS $$
DECLARE
    longest integer;
    month text;
    dropped integer := 0;
BEGIN
    SELECT max(l.audit_days) INTO longest FROM public.plan_limits l HAVING count(*) = count(l.audit_days);
    FOR month IN
        SELECT c.relname FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'public.audit_log'::regclass AND c.relname ~ '^audit_log_\d{4}_\d{2}$'
          AND (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC'
              < now() - make_interval(days => longest)
        ORDER BY c.relname
    LOOP
        EXECUTE format('DROP TABLE partitions.%I', month);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;

-- A slice of what the stores' own plans do not keep. Acts on accounts and on the platform stay until their month goes.
CREATE FUNCTION app.forget_audit(at_most integer DEFAULT 5000) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH doomed AS (
        SELECT old.id, old.created_at
        FROM public.stores s
        JOIN public.store_owners o ON o.id = s.store_owner_id
        JOIN public.plan_limits l ON l.plan_type = o.subscription_tier
        CROSS JOIN LATERAL (
            SELECT a.id, a.created_at FROM public.audit_log a
            WHERE a.store_id = s.id AND a.created_at < now() - make_interval(days => l.audit_days) LIMIT at_most
        ) AS old
        LIMIT at_most
    ), gone AS (
        DELETE FROM public.audit_log a USING doomed d WHERE a.id = d.id AND a.created_at = d.created_at RETURNING 1
    )
    SELECT count(*)::integer FROM gone
$$;

-- A slice of a store's whole log, when the store itself is erased.
CREATE FUNCTION app.erase_store_audit(store uuid, at_most integer DEFAULT 5000) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH gone AS (
        DELETE FROM public.audit_log a USING (
            SELECT d.id, d.created_at FROM public.audit_log d WHERE d.store_id = store LIMIT at_most
        ) AS doomed
        WHERE a.id = doomed.id AND a.created_at = doomed.created_at RETURNING 1
    )
    SELECT count(*)::integer FROM gone
$$;

-- The named values, or all of them, as erased: that something changed stays on record.
CREATE FUNCTION app.without_values(told jsonb, names text[] DEFAULT '{}') RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN told IS NULL THEN NULL ELSE (
    SELECT COALESCE(jsonb_object_agg(field.key, CASE
        WHEN field.value <> 'null' AND (names = '{}' OR field.key = ANY (names)) THEN '{"erased": true}' ELSE field.value
    END), '{}')
    FROM jsonb_each(told) AS field
) END;

-- Takes a customer out of his store's log: his own values, those in his orders, and where he came from.
CREATE FUNCTION app.erase_customer_audit(store uuid, customer uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    person uuid := (SELECT c.user_id FROM public.customers c WHERE c.store_id = store AND c.id = customer);
    own_orders text[] := ARRAY(SELECT o.id::text FROM public.orders o WHERE o.store_id = store AND o.customer_id = customer);
    -- Of an order and its parts; of the customer himself it is everything.
    personal CONSTANT text[] := ARRAY['email', 'shipping_address', 'billing_address', 'customer_notes', 'notes',
        'tracking_number', 'tracking_url', 'payment_method_details', 'reason', 'cancel_reason'];
    erased integer;
BEGIN
    UPDATE public.audit_log a SET
        label = CASE WHEN a.entity_type <> 'customer' THEN a.label END,
        before = app.without_values(a.before, CASE WHEN a.entity_type = 'customer' THEN '{}' ELSE personal END),
        after = app.without_values(a.after, CASE WHEN a.entity_type = 'customer' THEN '{}' ELSE personal END),
        actor_id = NULLIF(a.actor_id, person),
        -- From where the shop's own people worked is not his.
        request_id = CASE WHEN a.actor_id IS DISTINCT FROM person AND a.actor_id IS NOT NULL THEN a.request_id END,
        ip_address = CASE WHEN a.actor_id IS DISTINCT FROM person AND a.actor_id IS NOT NULL THEN a.ip_address END
    WHERE a.store_id = store AND a.record_id = ANY (own_orders || customer::text);
    GET DIAGNOSTICS erased = ROW_COUNT;
    UPDATE public.audit_log a SET actor_id = NULL, request_id = NULL, ip_address = NULL
    WHERE a.store_id = store AND a.actor_id = person AND a.actor_role = 'shopper';
    RETURN erased;
END
$$;

-- An account that is deleted leaves behind that it was there, and not from where it was used.
CREATE FUNCTION app.erase_account_audit(account uuid) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    WITH erased AS (
        UPDATE public.audit_log a SET label = NULL, before = app.without_values(a.before),
            after = app.without_values(a.after), request_id = NULL, ip_address = NULL
        WHERE a.store_id IS NULL AND a.account_id = account RETURNING 1
    )
    SELECT count(*)::integer FROM erased
$$;

-- Whoever erases or deletes a customer cannot forget the log. Named to run after the log has its own entry.
CREATE FUNCTION app.forget_customers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.erase_customer_audit(changed.store_id, changed.id) FROM changed;
    RETURN NULL;
END
$$;
CREATE FUNCTION app.forget_customer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.erase_customer_audit(NEW.store_id, NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER forget_deleted AFTER DELETE ON public.customers REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION app.forget_customers();
CREATE TRIGGER forget_erased AFTER UPDATE ON public.customers
    FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION app.forget_customer();

-- ── Whose changes are written ────────────────────────────────────────────────────────────────────────────────────────

SELECT app.audit('store_owners', 'owner', derived => ARRAY['subscription_tier', 'trial_expires_at'],
    secret => ARRAY['google_id', 'apple_id']);
SELECT app.audit('store_owner_subscriptions', 'subscription', derived => ARRAY['store_owner_id']);
SELECT app.audit('plan_limits', 'plan');
SELECT app.audit('staff_permissions', 'permission');
SELECT app.audit('stores', 'store', derived => ARRAY['subscription_status', 'trial_expires_at'],
    secret => ARRAY['stripe_webhook_secret', 'store_domain_token']);
SELECT app.audit('staff', 'staff');
SELECT app.audit('staff_invitations', 'invitation', secret => ARRAY['token_hash']);
SELECT app.audit('api_keys', 'API key', derived => ARRAY['last_used_at'], secret => ARRAY['key_hash']);
SELECT app.audit('system_api_keys', 'service key', derived => ARRAY['last_used_at', 'usage_count'],
    secret => ARRAY['encrypted_key']);
SELECT app.audit('email_configurations', 'e-mail settings', secret => ARRAY['api_key_encrypted']);
SELECT app.audit('analytics_configurations', 'tracking settings', secret => ARRAY['ga4_api_secret', 'meta_access_token']);
SELECT app.audit('store_policies', 'policies', derived => ARRAY['current_revision_id', 'policies_last_updated']);
SELECT app.audit('categories', 'category');
SELECT app.audit('products', 'product', derived => ARRAY['inventory_quantity', 'search_vector', 'published_at']);
SELECT app.audit('product_options', 'option', derived => ARRAY['product_id', 'product_is_active'],
    record_column => 'product_id');
SELECT app.audit('product_variants', 'variant', derived => ARRAY['product_id', 'product_is_active'],
    record_column => 'product_id');
SELECT app.audit('pages', 'page', derived => ARRAY['last_revision_number', 'draft_revision_id', 'published_at']);
SELECT app.audit('customers', 'customer', derived => ARRAY['total_spent', 'total_orders', 'last_active_at'],
    secret => ARRAY['google_id', 'apple_id']);
SELECT app.audit('orders', 'order', derived => ARRAY['refunded_amount', 'fulfillment_status'],
    secret => ARRAY['public_token', 'cart_session_id']);
SELECT app.audit('order_items', 'order line', 'UD', derived => ARRAY['order_id', 'position'], record_column => 'order_id');
SELECT app.audit('fulfilments', 'shipment', derived => ARRAY['order_id'], record_column => 'order_id');
SELECT app.audit('returns', 'return', derived => ARRAY['order_id'], record_column => 'order_id');
SELECT app.audit('payments', 'payment', derived => ARRAY['order_id'], secret => ARRAY['stripe_client_secret'],
    record_column => 'order_id');
SELECT app.audit('refunds', 'refund', derived => ARRAY['order_id'], record_column => 'order_id');
SELECT app.audit('import_runs', 'import', derived => ARRAY['resume_offset', 'file_hash']);

-- ── Functions: definers change hands, nobody executes what was not given to him ──────────────────────────────────────

DO $$
DECLARE
    ours regprocedure;
BEGIN
    FOREACH ours IN ARRAY ARRAY[
        'app.audit_statement()', 'app.audit_update()', 'app.record_account_event(text, uuid, jsonb)',
        'app.audit_people(uuid[])', 'app.audit_actors()', 'app.drop_audit_months()', 'app.forget_audit(integer)',
        'app.erase_store_audit(uuid, integer)', 'app.erase_customer_audit(uuid, uuid)', 'app.erase_account_audit(uuid)',
        'app.forget_customers()', 'app.forget_customer()'
    ]::regprocedure[] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO sellusgenie_definer', ours);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', ours);
    END LOOP;
END
$$;
REVOKE CREATE ON SCHEMA app, public FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.import_run(), app.enter_import(uuid), app.claimed_id(jsonb, text), app.audited(jsonb, boolean),
    app.write_audit(text, text, text, jsonb, jsonb, jsonb), app.without_values(jsonb, text[]),
    app.audit(text, text, text, text[], text[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.import_run(), app.claimed_id(jsonb, text), app.audited(jsonb, boolean),
    app.write_audit(text, text, text, jsonb, jsonb, jsonb), app.without_values(jsonb, text[]) TO sellusgenie_definer;
GRANT EXECUTE ON FUNCTION app.enter_import(uuid), app.record_account_event(text, uuid, jsonb),
    app.drop_audit_months(), app.forget_audit(integer), app.erase_store_audit(uuid, integer),
    app.erase_account_audit(uuid) TO service_role;
GRANT EXECUTE ON FUNCTION app.audit_people(uuid[]), app.audit_actors() TO store_owner, store_staff, service_role;

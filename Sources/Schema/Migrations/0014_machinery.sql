-- What makes the program safe to kill: keys of repeated requests, the outbox, jobs, the audit log, imports.

-- One row per submission. A repeated one continues at recovery_point, or is answered with the stored response.
CREATE TABLE public.idempotency_keys (
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    key text NOT NULL CONSTRAINT idempotency_keys_key_has_a_sane_length CHECK (length(key) BETWEEN 16 AND 255),
    -- Who sent it (a cart, a customer, an API key): the same key of another sender is another request.
    scope text NOT NULL,
    request_method text NOT NULL,
    request_path text NOT NULL,
    request_hash bytea NOT NULL CONSTRAINT idempotency_keys_hash_is_sha_256 CHECK (length(request_hash) = 32),
    recovery_point text NOT NULL DEFAULT 'started',
    state jsonb NOT NULL DEFAULT '{}',
    order_id uuid,
    response_status smallint,
    response_body jsonb,
    -- Set while a server works on it; a stale lock may be taken over.
    locked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL DEFAULT now() + interval '24 hours',
    PRIMARY KEY (store_id, scope, key),
    CONSTRAINT idempotency_keys_order_in_same_store FOREIGN KEY (store_id, order_id)
        REFERENCES public.orders (store_id, id) ON DELETE CASCADE,
    CONSTRAINT idempotency_keys_finished_have_a_response
        CHECK (recovery_point <> 'finished' OR response_status IS NOT NULL)
);
CREATE INDEX idempotency_keys_expiry ON public.idempotency_keys (expires_at);
CREATE INDEX idempotency_keys_order ON public.idempotency_keys (store_id, order_id) WHERE order_id IS NOT NULL;

-- Written by the transaction whose consequence it is; a job delivers it in order per entity.
CREATE TABLE public.outbox (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    topic text NOT NULL,
    entity_type text NOT NULL,
    entity_id uuid NOT NULL,
    payload jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    available_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    dispatched_at timestamptz,
    UNIQUE (store_id, id)
);
CREATE INDEX outbox_waiting ON public.outbox (available_at, id) WHERE dispatched_at IS NULL;
CREATE INDEX outbox_entity ON public.outbox (store_id, entity_id, id);

CREATE TABLE public.jobs (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    -- NULL: a job of the platform.
    store_id uuid REFERENCES public.stores (id) ON DELETE CASCADE,
    queue text NOT NULL DEFAULT 'default',
    kind text NOT NULL,
    payload jsonb NOT NULL DEFAULT '{}',
    priority smallint NOT NULL DEFAULT 100,
    state text NOT NULL DEFAULT 'queued'
        CONSTRAINT jobs_state_is_known CHECK (state IN ('queued', 'running', 'succeeded', 'dead')),
    run_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL DEFAULT 20 CONSTRAINT jobs_max_attempts_positive CHECK (max_attempts > 0),
    -- A queued job with the same unique_key is not queued again.
    unique_key text,
    locked_by text,
    locked_until timestamptz,
    last_error text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
);
CREATE INDEX jobs_waiting ON public.jobs (queue, priority, run_at, id) WHERE state = 'queued';
CREATE INDEX jobs_running ON public.jobs (locked_until) WHERE state = 'running';
CREATE INDEX jobs_store ON public.jobs (store_id, created_at DESC);
CREATE UNIQUE INDEX jobs_queued_once ON public.jobs (store_id, kind, unique_key) NULLS NOT DISTINCT
    WHERE state = 'queued' AND unique_key IS NOT NULL;

-- Append only. store_id NULL: an act on the platform.
CREATE TABLE public.audit_log (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid REFERENCES public.stores (id) ON DELETE SET NULL,
    actor_id uuid,
    actor_role text NOT NULL,
    action text NOT NULL,
    entity_type text NOT NULL,
    entity_id text,
    changes jsonb NOT NULL DEFAULT '{}',
    request_id text,
    ip_address inet,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX audit_log_store ON public.audit_log (store_id, created_at DESC, id DESC);

CREATE TABLE public.import_runs (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    kind text NOT NULL CONSTRAINT import_runs_kind_is_known CHECK (kind IN ('products', 'customers', 'orders')),
    format text NOT NULL,
    file_name text NOT NULL,
    file_hash bytea,
    state text NOT NULL DEFAULT 'running' CONSTRAINT import_runs_state_is_known
        CHECK (state IN ('running', 'succeeded', 'failed', 'cancelled', 'undone')),
    dry_run boolean NOT NULL DEFAULT false,
    -- Bytes of the file whose rows are committed: a repeated run continues there.
    resume_offset bigint NOT NULL DEFAULT 0,
    rows_read integer NOT NULL DEFAULT 0,
    rows_failed integer NOT NULL DEFAULT 0,
    inserted integer NOT NULL DEFAULT 0,
    updated integer NOT NULL DEFAULT 0,
    unchanged integer NOT NULL DEFAULT 0,
    started_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    UNIQUE (store_id, id)
);
CREATE INDEX import_runs_store ON public.import_runs (store_id, created_at DESC);

CREATE TABLE public.import_row_errors (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    import_run_id uuid NOT NULL,
    line integer NOT NULL,
    column_name text,
    code text NOT NULL,
    message text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT import_row_errors_run_in_same_store FOREIGN KEY (store_id, import_run_id)
        REFERENCES public.import_runs (store_id, id) ON DELETE CASCADE
);
CREATE INDEX import_row_errors_run ON public.import_row_errors (store_id, import_run_id, line);

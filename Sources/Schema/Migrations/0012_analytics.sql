-- Events by the month, sessions, summaries. Counts and sums are kept beside the specification's rates and averages,
-- because only those can be rolled up.

CREATE TABLE public.analytics_events (
    id uuid NOT NULL DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    event_type text NOT NULL,
    event_name text NOT NULL,
    properties jsonb NOT NULL DEFAULT '{}',
    user_id uuid,
    session_id text,
    visitor_id text,
    user_agent text,
    ip_address inet,
    referrer text,
    page_url text,
    country text,
    region text,
    city text,
    value numeric(12, 2),
    currency text,
    occurred_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (store_id, id, occurred_at)
) PARTITION BY RANGE (occurred_at);

CREATE TABLE partitions.analytics_events_default PARTITION OF public.analytics_events DEFAULT;

CREATE TABLE public.analytics_sessions (
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    session_id text NOT NULL,
    visitor_id text,
    -- The day in the store's time zone on which the session began.
    date date NOT NULL,
    started_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    page_views integer NOT NULL DEFAULT 0,
    orders integer NOT NULL DEFAULT 0,
    landing_page text,
    referrer text,
    PRIMARY KEY (store_id, session_id),
    CONSTRAINT analytics_sessions_end_after_they_begin CHECK (last_seen_at >= started_at)
);
CREATE INDEX analytics_sessions_date ON public.analytics_sessions (store_id, date);

CREATE TABLE public.analytics_summary (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    -- The first day of the period in the store's time zone; weeks are ISO weeks.
    date date NOT NULL,
    period_type text NOT NULL CONSTRAINT analytics_summary_period_is_known
        CHECK (period_type IN ('day', 'week', 'month')),

    total_sessions integer NOT NULL DEFAULT 0,
    unique_visitors integer NOT NULL DEFAULT 0,
    page_views integer NOT NULL DEFAULT 0,
    bounce_rate numeric(5, 4) NOT NULL DEFAULT 0,
    avg_session_duration integer NOT NULL DEFAULT 0,

    total_orders integer NOT NULL DEFAULT 0,
    total_revenue numeric(12, 2) NOT NULL DEFAULT 0,
    avg_order_value numeric(10, 2) NOT NULL DEFAULT 0,
    conversion_rate numeric(5, 4) NOT NULL DEFAULT 0,

    bounced_sessions integer NOT NULL DEFAULT 0,
    converted_sessions integer NOT NULL DEFAULT 0,
    session_seconds bigint NOT NULL DEFAULT 0,
    -- HyperLogLog registers of the period's visitors; two sketches merge by the maximum of each byte.
    visitor_sketch bytea,

    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT analytics_summary_one_per_period UNIQUE (store_id, date, period_type),
    CONSTRAINT analytics_summary_rates_are_shares
        CHECK (bounce_rate BETWEEN 0 AND 1 AND conversion_rate BETWEEN 0 AND 1),
    CONSTRAINT analytics_summary_counts_not_negative
        CHECK (total_sessions >= 0 AND unique_visitors >= 0 AND page_views >= 0 AND total_orders >= 0)
);

-- How much of the program one store may have at once, and how much it has had.

ALTER TABLE public.plan_limits
    -- NULL is unlimited. A bucket of request_burst fills at requests_per_second; requests_at_once are worked on together.
    ADD COLUMN requests_per_second integer
        CONSTRAINT plan_limits_request_rate_positive CHECK (requests_per_second > 0),
    ADD COLUMN request_burst integer CONSTRAINT plan_limits_request_burst_positive CHECK (request_burst > 0),
    ADD COLUMN requests_at_once integer CONSTRAINT plan_limits_requests_at_once_positive CHECK (requests_at_once > 0);
ALTER TABLE public.plan_limits NO FORCE ROW LEVEL SECURITY;
UPDATE public.plan_limits l
SET requests_per_second = given.rate, request_burst = given.burst, requests_at_once = given.at_once
FROM (VALUES
    ('trial', 50, 250, 8),
    ('starter', 100, 500, 12),
    ('professional', 250, 1250, 16),
    ('enterprise', 1000, 5000, 32)
) AS given (plan, rate, burst, at_once)
WHERE l.plan_type = given.plan;
ALTER TABLE public.plan_limits FORCE ROW LEVEL SECURITY;
SELECT app.audit('plan_limits', 'plan');

-- Counted by the programs in their memory and added here in batches; the day is that of UTC.
CREATE TABLE public.store_request_usage (
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    date date NOT NULL,
    requests bigint NOT NULL DEFAULT 0
        CONSTRAINT store_request_usage_requests_not_negative CHECK (requests >= 0),
    -- Refused: too many in a second (429), and too many at once (503).
    over_rate bigint NOT NULL DEFAULT 0
        CONSTRAINT store_request_usage_over_rate_not_negative CHECK (over_rate >= 0),
    over_slots bigint NOT NULL DEFAULT 0
        CONSTRAINT store_request_usage_over_slots_not_negative CHECK (over_slots >= 0),
    PRIMARY KEY (store_id, date)
) WITH (fillfactor = 70);
ALTER TABLE public.store_request_usage ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
REVOKE ALL ON public.store_request_usage FROM PUBLIC, anon, authenticated, service_role, shopper, store_owner, store_staff,
    billing;
SELECT app.allow('store_request_usage', 'service_role', 'SIUD', 'app.store_id() IS NULL OR store_id = app.store_id()');
SELECT app.allow('store_request_usage', 'store_owner', 'S', 'store_id = app.store_id()');
SELECT app.allow('store_request_usage', 'authenticated', 'S', 'store_id = ANY (ARRAY(SELECT app.my_store_ids()))');

-- Outgoing webhooks: where a store's changes are told, and each telling. Changes are announced by triggers, so that no way
-- of making one can forget it, and only while somebody listens.

-- The order of announcements: ids of one millisecond have none.
ALTER TABLE public.outbox ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY;
CREATE INDEX outbox_waiting_entity ON public.outbox (store_id, entity_id, position) WHERE dispatched_at IS NULL;

CREATE TABLE public.webhook_endpoints (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    url text NOT NULL CONSTRAINT webhook_endpoints_url_is_an_address CHECK (url ~ '^https?://' AND length(url) <= 500),
    topics text[] NOT NULL CONSTRAINT webhook_endpoints_topics_not_empty CHECK (cardinality(topics) BETWEEN 1 AND 20),
    secret_sealed text NOT NULL,
    secret_hint text NOT NULL CONSTRAINT webhook_endpoints_hint_is_short CHECK (length(secret_hint) <= 4),
    -- Signs beside the new one until then.
    previous_secret_sealed text,
    previous_until timestamptz,
    state text NOT NULL DEFAULT 'active'
        CONSTRAINT webhook_endpoints_state_is_known CHECK (state IN ('active', 'disabled')),
    disabled_reason text,
    failing_since timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT webhook_endpoints_disabled_for_a_reason CHECK ((state = 'disabled') = (disabled_reason IS NOT NULL)),
    CONSTRAINT webhook_endpoints_previous_secret_ends CHECK ((previous_secret_sealed IS NULL) = (previous_until IS NULL))
);
CREATE INDEX webhook_endpoints_listening ON public.webhook_endpoints (store_id) WHERE state = 'active';
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.webhook_endpoints
    FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at();

CREATE TABLE public.webhook_deliveries (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    endpoint_id uuid NOT NULL,
    -- The receiver's webhook-id: the same in every attempt.
    event_id uuid NOT NULL,
    topic text NOT NULL,
    entity_id uuid NOT NULL,
    position bigint NOT NULL,
    payload jsonb NOT NULL,
    state text NOT NULL DEFAULT 'waiting'
        CONSTRAINT webhook_deliveries_state_is_known CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    give_up_at timestamptz NOT NULL DEFAULT now() + interval '3 days',
    -- Set while a program sends it; one that died is overtaken.
    locked_until timestamptz,
    last_status smallint,
    last_error text,
    response_body text CONSTRAINT webhook_deliveries_response_is_short CHECK (length(response_body) <= 1024),
    delivered_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT webhook_deliveries_endpoint_in_same_store FOREIGN KEY (store_id, endpoint_id)
        REFERENCES public.webhook_endpoints (store_id, id) ON DELETE CASCADE,
    CONSTRAINT webhook_deliveries_event_is_told_once UNIQUE (store_id, endpoint_id, event_id)
);
CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_in_order ON public.webhook_deliveries (endpoint_id, entity_id, position)
    WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_log ON public.webhook_deliveries (store_id, endpoint_id, id DESC);
CREATE INDEX webhook_deliveries_age ON public.webhook_deliveries (created_at);

-- ── What is announced ───────────────────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION app.has_listener(store uuid, topics text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT EXISTS (
        SELECT FROM public.webhook_endpoints e WHERE e.store_id = store AND e.state = 'active' AND e.topics && has_listener.topics)
$$;

CREATE FUNCTION app.announce_product() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    told public.products := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    happened text := CASE
        WHEN TG_OP = 'INSERT' THEN 'product.created'
        WHEN TG_OP = 'DELETE' OR (NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL) THEN 'product.deleted'
        ELSE 'product.updated' END;
BEGIN
    -- One that was taken off before is only swept up.
    IF (TG_OP = 'DELETE' AND OLD.deleted_at IS NOT NULL) OR NOT app.has_listener(told.store_id, ARRAY[happened]) THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.outbox (store_id, topic, entity_type, entity_id, payload)
    VALUES (told.store_id, happened, 'product', told.id, jsonb_build_object('data', jsonb_build_object(
        'id', told.id, 'name', told.name, 'slug', told.slug, 'description', told.description, 'vendor', told.vendor,
        'product_type', told.product_type, 'tags', told.tags, 'category_id', told.category_id,
        'price', told.price::text, 'compare_at_price', told.compare_at_price::text, 'sku', told.sku,
        'inventory_quantity', told.inventory_quantity, 'is_active', told.is_active, 'image_url', told.image_url,
        'created_at', told.created_at, 'updated_at', told.updated_at)));
    RETURN NULL;
END
$$;
CREATE TRIGGER announce_change AFTER INSERT OR DELETE ON public.products
    FOR EACH ROW EXECUTE FUNCTION app.announce_product();
-- What follows from sales and searches is no change of the product.
CREATE TRIGGER announce_update AFTER UPDATE ON public.products FOR EACH ROW
    WHEN ((OLD.name, OLD.slug, OLD.description, OLD.vendor, OLD.product_type, OLD.tags, OLD.category_id, OLD.price,
        OLD.compare_at_price, OLD.sku, OLD.is_active, OLD.image_url, OLD.deleted_at) IS DISTINCT FROM
        (NEW.name, NEW.slug, NEW.description, NEW.vendor, NEW.product_type, NEW.tags, NEW.category_id, NEW.price,
        NEW.compare_at_price, NEW.sku, NEW.is_active, NEW.image_url, NEW.deleted_at))
    EXECUTE FUNCTION app.announce_product();

CREATE FUNCTION app.announce_customer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    happened text := CASE TG_OP WHEN 'INSERT' THEN 'customer.created' ELSE 'customer.updated' END;
BEGIN
    IF app.has_listener(NEW.store_id, ARRAY[happened]) THEN
        INSERT INTO public.outbox (store_id, topic, entity_type, entity_id, payload)
        VALUES (NEW.store_id, happened, 'customer', NEW.id, jsonb_build_object('data', jsonb_build_object(
            'id', NEW.id, 'email', NEW.email, 'first_name', NEW.first_name, 'last_name', NEW.last_name,
            'phone', NEW.phone, 'accepts_marketing', NEW.accepts_marketing, 'is_active', NEW.is_active,
            'created_at', NEW.created_at, 'updated_at', NEW.updated_at)));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER announce_change AFTER INSERT ON public.customers
    FOR EACH ROW EXECUTE FUNCTION app.announce_customer();
CREATE TRIGGER announce_update AFTER UPDATE ON public.customers FOR EACH ROW
    WHEN ((OLD.email, OLD.first_name, OLD.last_name, OLD.phone, OLD.accepts_marketing, OLD.is_active) IS DISTINCT FROM
        (NEW.email, NEW.first_name, NEW.last_name, NEW.phone, NEW.accepts_marketing, NEW.is_active))
    EXECUTE FUNCTION app.announce_customer();

CREATE FUNCTION app.announce_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    happened text[];
    lines jsonb;
BEGIN
    IF TG_OP = 'INSERT' THEN
        happened := array_remove(ARRAY['order.created', CASE WHEN NEW.payment_status = 'paid' THEN 'order.paid' END], NULL);
    ELSE
        happened := array_remove(ARRAY[
            CASE WHEN NEW.payment_status = 'paid' AND OLD.payment_status IS DISTINCT FROM 'paid'
                AND NEW.refunded_amount = 0 THEN 'order.paid' END,
            CASE WHEN NEW.status = 'shipped' AND OLD.status <> 'shipped' THEN 'order.shipped' END,
            CASE WHEN NEW.refunded_amount > OLD.refunded_amount THEN 'order.refunded' END,
            CASE WHEN NEW.status = 'cancelled' AND OLD.status <> 'cancelled' THEN 'order.cancelled' END], NULL);
    END IF;
    IF cardinality(happened) = 0 OR NOT app.has_listener(NEW.store_id, happened) THEN
        RETURN NULL;
    END IF;
    SELECT COALESCE(jsonb_agg(jsonb_build_object(
        'product_id', i.product_id, 'variant_id', i.variant_id, 'name', i.product_name, 'variant', i.variant_title,
        'sku', i.product_sku, 'quantity', i.quantity, 'unit_price', i.unit_price::text,
        'total_price', i.total_price::text) ORDER BY i.position), '[]')
    INTO lines FROM public.order_items i WHERE i.store_id = NEW.store_id AND i.order_id = NEW.id;
    INSERT INTO public.outbox (store_id, topic, entity_type, entity_id, payload)
    SELECT NEW.store_id, topic, 'order', NEW.id, jsonb_build_object('data', jsonb_build_object(
        'id', NEW.id, 'order_number', NEW.order_number, 'status', NEW.status, 'payment_status', NEW.payment_status,
        'fulfillment_status', NEW.fulfillment_status, 'currency', NEW.currency, 'subtotal', NEW.subtotal::text,
        'tax_amount', NEW.tax_amount::text, 'shipping_amount', NEW.shipping_amount::text,
        'discount_amount', NEW.discount_amount::text, 'total_amount', NEW.total_amount::text,
        'refunded_amount', NEW.refunded_amount::text, 'customer_id', NEW.customer_id, 'email', NEW.email,
        'shipping_address', NEW.shipping_address, 'billing_address', NEW.billing_address,
        'shipping_method', NEW.shipping_method, 'tracking_number', NEW.tracking_number, 'items', lines,
        'created_at', NEW.created_at, 'updated_at', NEW.updated_at))
    FROM unnest(happened) WITH ORDINALITY AS each (topic, number) ORDER BY number;
    RETURN NULL;
END
$$;
-- At the end of the transaction, when the order has its lines.
CREATE CONSTRAINT TRIGGER announce_change
    AFTER INSERT OR UPDATE OF status, payment_status, refunded_amount ON public.orders
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.announce_order();

-- ── Who may ─────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE public.webhook_endpoints ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE public.webhook_deliveries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT app.allow(t, 'service_role', 'SIUD', 'app.store_id() IS NULL OR store_id = app.store_id()')
FROM unnest(ARRAY['webhook_endpoints', 'webhook_deliveries']) AS t;
SELECT app.allow('webhook_endpoints', 'store_owner', 'S', 'store_id = app.store_id()',
        readable => app.columns_but('public.webhook_endpoints', 'secret_sealed', 'previous_secret_sealed')),
    app.allow('webhook_deliveries', 'store_owner', 'S', 'store_id = app.store_id()'),
    app.allow('webhook_endpoints', 'sellusgenie_definer', 'S', 'true', readable => ARRAY['store_id', 'state', 'topics']),
    app.allow('outbox', 'sellusgenie_definer', 'I', 'true',
        insertable => ARRAY['store_id', 'topic', 'entity_type', 'entity_id', 'payload']);
GRANT SELECT (product_id, variant_id, unit_price, total_price, product_name, variant_title, product_sku, position)
    ON public.order_items TO sellusgenie_definer;

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.has_listener(uuid, text[]) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.announce_product() OWNER TO sellusgenie_definer;
ALTER FUNCTION app.announce_customer() OWNER TO sellusgenie_definer;
ALTER FUNCTION app.announce_order() OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.has_listener(uuid, text[]), app.announce_product(), app.announce_customer(),
    app.announce_order() FROM PUBLIC;

SELECT app.audit('webhook_endpoints', 'webhook', derived => ARRAY['failing_since'],
    secret => ARRAY['secret_sealed', 'previous_secret_sealed']);
SELECT app.let_movers_in();

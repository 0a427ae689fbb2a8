-- Customers in their owner's hands: segments, search, one person's two rows made one, and erasure that reaches the orders.

-- A group that customers belong to by what they do: every rule that is given has to hold.
CREATE TABLE public.customer_segments (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    name text NOT NULL CONSTRAINT customer_segments_name_not_empty CHECK (length(trim(name)) BETWEEN 1 AND 100),
    minimum_spent numeric(12, 2) CONSTRAINT customer_segments_spent_positive CHECK (minimum_spent > 0),
    minimum_orders integer CONSTRAINT customer_segments_orders_positive CHECK (minimum_orders > 0),
    ordered_within_days integer
        CONSTRAINT customer_segments_recency_is_days CHECK (ordered_within_days BETWEEN 1 AND 3650),
    not_ordered_for_days integer
        CONSTRAINT customer_segments_absence_is_days CHECK (not_ordered_for_days BETWEEN 1 AND 3650),
    tag text CONSTRAINT customer_segments_tag_not_empty CHECK (length(trim(tag)) BETWEEN 1 AND 100),
    accepts_marketing boolean,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT customer_segments_have_a_rule CHECK (
        num_nonnulls(minimum_spent, minimum_orders, ordered_within_days, not_ordered_for_days, tag, accepts_marketing) > 0)
);
CREATE UNIQUE INDEX customer_segments_name_is_unique ON public.customer_segments (store_id, lower(name));
CREATE INDEX customers_of_tag ON public.customers USING gin (store_id, tags);
CREATE INDEX customers_biggest ON public.customers (store_id, total_spent DESC, id DESC);

-- The entered store's customers with this in their name or e-mail address, newest first, after one. As app.find_orders.
CREATE FUNCTION app.find_customers(typed text, page_size integer, after_time timestamptz DEFAULT NULL, after_id uuid DEFAULT NULL)
RETURNS TABLE (customer_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT ROWS 50 AS $$
DECLARE
    store uuid := app.store_id();
    wanted text := lower(app.unaccent(left(typed, 100)));
    named text := '%' || app.like_literal(wanted) || '%';
    words tsquery := CASE WHEN wanted !~ '[[:alnum:]]{3}' THEN app.word_beginnings(wanted) END;
    page integer := LEAST(GREATEST(page_size, 1), 250);
    start_time timestamptz := COALESCE(after_time, 'infinity');
    start_id uuid := COALESCE(after_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
BEGIN
    IF store IS NULL OR app.persona() NOT IN ('store_owner', 'store_staff', 'service_role')
        OR (app.persona() = 'store_staff' AND NOT app.may('customers.read')) THEN
        RETURN;
    END IF;
    IF words IS NULL THEN
        RETURN QUERY
            SELECT c.id FROM public.customers c
            WHERE c.store_id = store AND (c.created_at, c.id) < (start_time, start_id)
                AND lower(app.unaccent(COALESCE(c.first_name, '') || ' ' || COALESCE(c.last_name, '') || ' ' || c.email))
                    LIKE named
            ORDER BY c.created_at DESC, c.id DESC LIMIT page;
    ELSE
        RETURN QUERY
            SELECT c.id FROM public.customers c
            WHERE c.store_id = store AND (c.created_at, c.id) < (start_time, start_id)
                AND to_tsvector('pg_catalog.simple'::regconfig,
                    app.unaccent(COALESCE(c.first_name, '') || ' ' || COALESCE(c.last_name, ''))) @@ words
            ORDER BY c.created_at DESC, c.id DESC LIMIT page;
    END IF;
END
$$;

-- One person who came under two addresses: orders, carts and gift cards of the second become the first's, whose row says
-- what both said. The second's row goes. A customer with an account of his own is never the second: he signs in to it.
CREATE FUNCTION app.merge_customers(kept uuid, merged uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.store_id();
    one public.customers;
    other public.customers;
BEGIN
    IF store IS NULL OR (app.persona() = 'store_staff' AND NOT app.may('customers.write'))
        OR app.persona() NOT IN ('store_owner', 'store_staff', 'service_role') THEN
        PERFORM app.refuse('customers_merge_is_allowed', 'only the people of the store merge its customers');
    END IF;
    -- In one order, so that two merges of the same two do not wait for each other.
    PERFORM 1 FROM public.customers c WHERE c.store_id = store AND c.id IN (kept, merged) ORDER BY c.id FOR UPDATE;
    SELECT * INTO one FROM public.customers c WHERE c.store_id = store AND c.id = kept AND c.erased_at IS NULL;
    SELECT * INTO other FROM public.customers c WHERE c.store_id = store AND c.id = merged AND c.erased_at IS NULL;
    IF one.id IS NULL OR other.id IS NULL OR kept = merged THEN
        PERFORM app.refuse('customers_merge_two_of_the_store', 'these are not two customers of this store');
    END IF;
    IF other.user_id IS NOT NULL THEN
        PERFORM app.refuse('customers_merge_keeps_accounts', 'a customer with an account is not merged into another');
    END IF;
    UPDATE public.orders o SET customer_id = kept WHERE o.store_id = store AND o.customer_id = merged;
    -- Pieces of the same thing add up, as far as a line holds them.
    INSERT INTO public.cart_items AS c (store_id, customer_id, product_id, variant_id, quantity)
    SELECT m.store_id, kept, m.product_id, m.variant_id, m.quantity FROM public.cart_items m
    WHERE m.store_id = store AND m.customer_id = merged
    ON CONFLICT (store_id, customer_id, product_id, variant_id) WHERE customer_id IS NOT NULL
    DO UPDATE SET quantity = LEAST(c.quantity + EXCLUDED.quantity, 9999);
    UPDATE public.customers c SET
        first_name = COALESCE(c.first_name, other.first_name), last_name = COALESCE(c.last_name, other.last_name),
        phone = COALESCE(c.phone, other.phone), date_of_birth = COALESCE(c.date_of_birth, other.date_of_birth),
        shipping_address_line1 = COALESCE(c.shipping_address_line1, other.shipping_address_line1),
        shipping_address_line2 = CASE WHEN c.shipping_address_line1 IS NULL THEN other.shipping_address_line2
            ELSE c.shipping_address_line2 END,
        shipping_city = COALESCE(c.shipping_city, other.shipping_city),
        shipping_state = CASE WHEN c.shipping_city IS NULL THEN other.shipping_state ELSE c.shipping_state END,
        shipping_postal_code = COALESCE(c.shipping_postal_code, other.shipping_postal_code),
        tags = ARRAY(SELECT DISTINCT t FROM unnest(c.tags || other.tags) AS t ORDER BY t),
        notes = NULLIF(concat_ws(E'\n', c.notes, other.notes), '')
    WHERE c.store_id = store AND c.id = kept;
    -- What the other agreed to is not agreed to by the one: letters go on to whom they went.
    DELETE FROM public.customers c WHERE c.store_id = store AND c.id = merged;
END
$$;

-- Takes a customer out of the store at his wish: his row and his orders keep the figures that the books need, and nothing
-- that says who he was.
CREATE FUNCTION app.erase_customer(customer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.store_id();
BEGIN
    IF store IS NULL OR (app.persona() = 'store_staff' AND NOT app.may('customers.write'))
        OR app.persona() NOT IN ('store_owner', 'store_staff', 'service_role') THEN
        PERFORM app.refuse('customers_erasure_is_allowed', 'only the people of the store erase its customers');
    END IF;
    IF EXISTS (
        SELECT FROM public.orders o
        WHERE o.store_id = store AND o.customer_id = customer AND o.status IN ('pending', 'processing', 'shipped')
    ) THEN
        PERFORM app.refuse('customers_erasure_after_delivery', 'an order of this customer is still on its way');
    END IF;
    PERFORM app.erase_customer_at(store, customer);
END
$$;

-- The same whatever is on its way: an account that its owner deletes takes its person along at once.
CREATE FUNCTION app.erase_customer_at(store uuid, customer uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    DELETE FROM public.cart_items c WHERE c.store_id = store AND c.customer_id = customer;
    UPDATE public.orders o SET email = 'erased@erased.invalid', shipping_address = NULL, billing_address = NULL,
        customer_notes = NULL, notes = NULL
    WHERE o.store_id = store AND o.customer_id = customer AND o.status IN ('delivered', 'cancelled', 'refunded');
    UPDATE public.customers c SET user_id = NULL, email = c.id || '@erased.invalid', google_id = NULL, apple_id = NULL,
        first_name = NULL, last_name = NULL, phone = NULL, date_of_birth = NULL, shipping_address_line1 = NULL,
        shipping_address_line2 = NULL, shipping_city = NULL, shipping_state = NULL, shipping_postal_code = NULL,
        billing_address_line1 = NULL, billing_address_line2 = NULL, billing_city = NULL, billing_state = NULL,
        billing_postal_code = NULL, accepts_marketing = false, marketing_consent_source = NULL, tags = '{}', notes = NULL,
        is_active = false, erased_at = now()
    WHERE c.store_id = store AND c.id = customer AND c.erased_at IS NULL
$$;

-- What was on its way when its buyer was erased forgets him once it has come to an end.
CREATE FUNCTION app.forget_erased_buyer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.customers c
        WHERE c.store_id = NEW.store_id AND c.id = NEW.customer_id AND c.erased_at IS NOT NULL
    ) THEN
        NEW.email := 'erased@erased.invalid';
        NEW.shipping_address := NULL;
        NEW.billing_address := NULL;
        NEW.customer_notes := NULL;
        NEW.notes := NULL;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER forget_erased_buyer BEFORE UPDATE OF status ON public.orders FOR EACH ROW
    WHEN (NEW.status IN ('delivered', 'cancelled', 'refunded') AND NEW.status <> OLD.status)
    EXECUTE FUNCTION app.forget_erased_buyer();

ALTER TABLE public.customer_segments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT app.allow('customer_segments', 'service_role', 'SIUD', 'app.store_id() IS NULL OR store_id = app.store_id()'),
    app.allow('customer_segments', 'store_owner', 'SIUD', 'store_id = app.store_id()'),
    app.allow('customer_segments', 'store_staff', 'S', 'store_id = app.store_id() AND app.may(''customers.read'')'),
    app.allow('customer_segments', 'store_staff', 'IUD', 'store_id = app.store_id() AND app.may(''customers.write'')'),
    app.allow('customers', 'sellusgenie_definer', 'D', 'true'),
    app.allow('cart_items', 'sellusgenie_definer', 'SIUD', 'true');
GRANT SELECT, UPDATE ON public.customers TO sellusgenie_definer;
GRANT UPDATE (customer_id, email, shipping_address, billing_address, customer_notes, notes) ON public.orders
    TO sellusgenie_definer;

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
ALTER FUNCTION app.find_customers(text, integer, timestamptz, uuid) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.merge_customers(uuid, uuid) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.erase_customer(uuid) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.erase_customer_at(uuid, uuid) OWNER TO sellusgenie_definer;
ALTER FUNCTION app.forget_erased_buyer() OWNER TO sellusgenie_definer;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;
REVOKE ALL ON FUNCTION app.find_customers(text, integer, timestamptz, uuid), app.merge_customers(uuid, uuid),
    app.erase_customer(uuid), app.erase_customer_at(uuid, uuid), app.forget_erased_buyer() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_customers(text, integer, timestamptz, uuid), app.merge_customers(uuid, uuid),
    app.erase_customer(uuid) TO store_owner, store_staff, service_role;
GRANT EXECUTE ON FUNCTION app.erase_customer_at(uuid, uuid) TO service_role;

CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.customer_segments
    FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at();

SELECT app.audit('customer_segments', 'segment');
SELECT app.let_movers_in();

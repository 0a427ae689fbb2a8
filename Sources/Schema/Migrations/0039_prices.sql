-- What an order costs: promotions, gift cards, taxes, shipping and when it is brought. Rules that only the price engine
-- reads are JSON in its own form; what must hold with two sessions at once is columns, and a function beside them.

-- ── Who changes an order's uses ─────────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION app.order_store() RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    IF app.store_id() IS NULL OR app.persona() <> 'service_role' THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'orders_are_placed_by_the_program',
            MESSAGE = 'only the program places an order, in one store';
    END IF;
    RETURN app.store_id();
END
$$;

CREATE FUNCTION app.gift_card_store() RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    IF app.store_id() IS NULL OR app.persona() NOT IN ('service_role', 'store_owner', 'store_staff')
        OR (app.persona() = 'store_staff' AND NOT app.may('giftcards.write')) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'gift_cards_changed_by_the_entitled',
            MESSAGE = 'gift cards are changed inside one store, by those who may';
    END IF;
    RETURN app.store_id();
END
$$;

-- ── Promotions ──────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE public.promotions (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    name text NOT NULL CONSTRAINT promotions_name_not_empty CHECK (length(trim(name)) BETWEEN 1 AND 100),
    -- In capitals; NULL: given to every cart that meets the conditions.
    code text CONSTRAINT promotions_code_can_be_typed CHECK (code ~ '^[[:graph:]]{2,40}$' AND code = upper(code)),
    benefit jsonb NOT NULL,
    conditions jsonb NOT NULL DEFAULT '{}',
    starts_at timestamptz,
    ends_at timestamptz,
    CONSTRAINT promotions_end_after_they_start CHECK (ends_at > starts_at),
    is_exclusive boolean NOT NULL DEFAULT false,
    priority integer NOT NULL DEFAULT 0
        CONSTRAINT promotions_priority_is_reasonable CHECK (priority BETWEEN -1000 AND 1000),
    -- NULL: any number.
    uses_limit integer CONSTRAINT promotions_uses_limit_positive CHECK (uses_limit > 0),
    uses_limit_per_customer integer
        CONSTRAINT promotions_uses_limit_per_customer_positive CHECK (uses_limit_per_customer > 0),
    is_active boolean NOT NULL DEFAULT true,
    archived_at timestamptz,
    CONSTRAINT promotions_archived_are_not_active CHECK (archived_at IS NULL OR NOT is_active),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id)
);
CREATE UNIQUE INDEX promotions_code_is_unique ON public.promotions (store_id, code)
    WHERE code IS NOT NULL AND archived_at IS NULL;
CREATE INDEX promotions_in_force ON public.promotions (store_id, priority DESC, id) WHERE is_active;

-- How often it was used: a narrow row, locked by each checkout that counts, and by no other.
CREATE TABLE public.promotion_counts (
    store_id uuid NOT NULL,
    promotion_id uuid NOT NULL,
    uses integer NOT NULL DEFAULT 0 CONSTRAINT promotion_counts_not_negative CHECK (uses >= 0),
    PRIMARY KEY (store_id, promotion_id),
    CONSTRAINT promotion_counts_promotion_in_same_store FOREIGN KEY (store_id, promotion_id)
        REFERENCES public.promotions (store_id, id) ON DELETE CASCADE
) WITH (fillfactor = 40);

-- Which order used it. An order that is given up gives its use back.
CREATE TABLE public.promotion_uses (
    store_id uuid NOT NULL,
    promotion_id uuid NOT NULL,
    order_id uuid NOT NULL,
    customer_id uuid,
    amount numeric(10, 2) NOT NULL CONSTRAINT promotion_uses_amount_not_negative CHECK (amount >= 0),
    released_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (store_id, promotion_id, order_id),
    CONSTRAINT promotion_uses_promotion_in_same_store FOREIGN KEY (store_id, promotion_id)
        REFERENCES public.promotions (store_id, id) ON DELETE CASCADE,
    CONSTRAINT promotion_uses_order_in_same_store FOREIGN KEY (store_id, order_id)
        REFERENCES public.orders (store_id, id) ON DELETE CASCADE,
    CONSTRAINT promotion_uses_customer_in_same_store FOREIGN KEY (store_id, customer_id)
        REFERENCES public.customers (store_id, id) ON DELETE SET NULL (customer_id)
);
CREATE INDEX promotion_uses_order ON public.promotion_uses (store_id, order_id);
CREATE INDEX promotion_uses_customer ON public.promotion_uses (store_id, customer_id, promotion_id);

CREATE FUNCTION app.count_promotion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.promotion_counts (store_id, promotion_id) VALUES (NEW.store_id, NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER promotions_are_counted AFTER INSERT ON public.promotions
    FOR EACH ROW EXECUTE FUNCTION app.count_promotion();

-- Uses a promotion for an order, once. The count's row lock lets one checkout at a time look at the limits; a promotion
-- without limits locks nothing.
CREATE FUNCTION app.use_promotion(promotion uuid, ordered uuid, customer uuid, amount numeric) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.order_store();
    rule record;
BEGIN
    SELECT p.uses_limit, p.uses_limit_per_customer, p.is_active INTO rule FROM public.promotions p
    WHERE p.store_id = store AND p.id = use_promotion.promotion FOR SHARE;
    IF NOT FOUND OR NOT rule.is_active THEN
        PERFORM app.refuse('promotion_uses_promotion_in_force', 'this promotion is over', promotion::text);
    END IF;
    IF rule.uses_limit IS NOT NULL OR rule.uses_limit_per_customer IS NOT NULL THEN
        UPDATE public.promotion_counts c SET uses = c.uses + 1
        WHERE c.store_id = store AND c.promotion_id = promotion
          AND (rule.uses_limit IS NULL OR c.uses < rule.uses_limit);
        IF NOT FOUND THEN
            PERFORM app.refuse('promotion_uses_within_limit', 'this promotion has been used up', promotion::text);
        END IF;
        IF rule.uses_limit_per_customer <= (
            SELECT count(*) FROM public.promotion_uses u
            WHERE u.store_id = store AND u.promotion_id = promotion AND u.customer_id = customer AND u.released_at IS NULL
        ) THEN
            PERFORM app.refuse('promotion_uses_within_limit_per_customer', 'this customer has used it', promotion::text);
        END IF;
    END IF;
    INSERT INTO public.promotion_uses (store_id, promotion_id, order_id, customer_id, amount)
    VALUES (store, promotion, ordered, customer, amount);
END
$$;

-- Gives back what a given-up order used; again, it changes nothing.
CREATE FUNCTION app.release_promotions(ordered uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.order_store();
    released integer := 0;
    used record;
BEGIN
    FOR used IN
        UPDATE public.promotion_uses u SET released_at = now()
        WHERE u.store_id = store AND u.order_id = release_promotions.ordered AND u.released_at IS NULL
        RETURNING u.promotion_id
    LOOP
        UPDATE public.promotion_counts c SET uses = greatest(0, c.uses - 1)
        WHERE c.store_id = store AND c.promotion_id = used.promotion_id AND EXISTS (
            SELECT FROM public.promotions p
            WHERE p.store_id = store AND p.id = used.promotion_id
              AND (p.uses_limit IS NOT NULL OR p.uses_limit_per_customer IS NOT NULL)
        );
        released := released + 1;
    END LOOP;
    RETURN released;
END
$$;

-- ── Gift cards ──────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE public.gift_cards (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    -- HMAC of the code: whoever reads the database buys nothing with it.
    code_hash bytea NOT NULL CONSTRAINT gift_cards_code_is_hashed CHECK (length(code_hash) = 32),
    last_characters text NOT NULL CONSTRAINT gift_cards_show_four_characters CHECK (length(last_characters) = 4),
    initial_amount numeric(10, 2) NOT NULL CONSTRAINT gift_cards_initial_amount_positive CHECK (initial_amount > 0),
    -- The sum of its entries; only app.enter_gift_card changes it.
    balance numeric(10, 2) NOT NULL DEFAULT 0 CONSTRAINT gift_cards_balance_not_negative CHECK (balance >= 0),
    currency text NOT NULL CONSTRAINT gift_cards_currency_is_iso_4217 CHECK (currency ~ '^[A-Z]{3}$'),
    expires_at timestamptz,
    is_active boolean NOT NULL DEFAULT true,
    recipient_email text,
    note text CONSTRAINT gift_cards_note_is_short CHECK (length(note) <= 500),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT gift_cards_code_is_unique UNIQUE (store_id, code_hash)
);
CREATE INDEX gift_cards_newest ON public.gift_cards (store_id, created_at DESC, id DESC);

-- Append only: what went onto a card and what came off it.
CREATE TABLE public.gift_card_entries (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    gift_card_id uuid NOT NULL,
    amount numeric(10, 2) NOT NULL CONSTRAINT gift_card_entries_move_something CHECK (amount <> 0),
    kind text NOT NULL CONSTRAINT gift_card_entries_kind_is_known
        CHECK (kind IN ('issued', 'spent', 'returned', 'refunded', 'adjusted')),
    order_id uuid,
    refund_id uuid,
    note text,
    actor_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT gift_card_entries_card_in_same_store FOREIGN KEY (store_id, gift_card_id)
        REFERENCES public.gift_cards (store_id, id) ON DELETE CASCADE,
    CONSTRAINT gift_card_entries_order_in_same_store FOREIGN KEY (store_id, order_id)
        REFERENCES public.orders (store_id, id) ON DELETE CASCADE,
    CONSTRAINT gift_card_entries_refund_in_same_store FOREIGN KEY (store_id, refund_id)
        REFERENCES public.refunds (store_id, id) ON DELETE CASCADE
);
CREATE INDEX gift_card_entries_card ON public.gift_card_entries (store_id, gift_card_id, created_at DESC);
CREATE INDEX gift_card_entries_order ON public.gift_card_entries (store_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX gift_card_entries_refund ON public.gift_card_entries (store_id, refund_id) WHERE refund_id IS NOT NULL;
-- An order spends a card once, and a refund goes back to it once.
CREATE UNIQUE INDEX gift_card_entries_once_for_each_order
    ON public.gift_card_entries (store_id, gift_card_id, order_id, kind) WHERE kind IN ('spent', 'returned');
CREATE UNIQUE INDEX gift_card_entries_once_for_each_refund
    ON public.gift_card_entries (store_id, gift_card_id, refund_id) WHERE kind = 'refunded';

CREATE FUNCTION app.enter_gift_card(
    card uuid, moved numeric, why text, ordered uuid DEFAULT NULL, refunded uuid DEFAULT NULL, remark text DEFAULT NULL
) RETURNS numeric LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.gift_card_store();
    held record;
    left_over numeric;
BEGIN
    SELECT g.balance, g.is_active, g.expires_at <= now() AS is_expired INTO held FROM public.gift_cards g
    WHERE g.store_id = store AND g.id = card FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'gift_card_entries_card_in_same_store',
            MESSAGE = 'this store has no such gift card', DETAIL = card::text;
    END IF;
    IF why = 'spent' AND (NOT held.is_active OR held.is_expired) THEN
        PERFORM app.refuse('gift_cards_are_spent_while_valid', 'this gift card cannot be used any more', card::text);
    END IF;
    IF held.balance + moved < 0 THEN
        PERFORM app.refuse('gift_cards_balance_not_negative', 'there is less on the gift card', held.balance::text);
    END IF;
    INSERT INTO public.gift_card_entries (store_id, gift_card_id, amount, kind, order_id, refund_id, note, actor_id)
    VALUES (store, card, moved, why, ordered, refunded, remark, app.user_id());
    UPDATE public.gift_cards g SET balance = g.balance + moved WHERE g.store_id = store AND g.id = card
    RETURNING g.balance INTO left_over;
    RETURN left_over;
END
$$;

-- Puts back what a given-up order had spent; again, it changes nothing.
CREATE FUNCTION app.return_gift_cards(ordered uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.gift_card_store();
    entry record;
    returned integer := 0;
BEGIN
    FOR entry IN
        SELECT e.gift_card_id, e.amount FROM public.gift_card_entries e
        WHERE e.store_id = store AND e.order_id = return_gift_cards.ordered AND e.kind = 'spent' AND NOT EXISTS (
            SELECT FROM public.gift_card_entries r
            WHERE r.store_id = store AND r.order_id = return_gift_cards.ordered AND r.kind = 'returned'
              AND r.gift_card_id = e.gift_card_id
        ) ORDER BY e.gift_card_id
    LOOP
        PERFORM app.enter_gift_card(entry.gift_card_id, -entry.amount, 'returned', return_gift_cards.ordered);
        returned := returned + 1;
    END LOOP;
    RETURN returned;
END
$$;

-- Must be empty: a card whose balance is not the sum of its entries.
CREATE VIEW app.gift_card_discrepancies WITH (security_invoker = true) AS
SELECT g.store_id, g.id AS gift_card_id, g.balance, COALESCE(sum(e.amount), 0) AS entered
FROM public.gift_cards g
LEFT JOIN public.gift_card_entries e ON e.store_id = g.store_id AND e.gift_card_id = g.id
GROUP BY g.store_id, g.id, g.balance
HAVING g.balance <> COALESCE(sum(e.amount), 0);

-- ── Taxes ───────────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE public.tax_zones (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    name text NOT NULL CONSTRAINT tax_zones_name_not_empty CHECK (length(trim(name)) BETWEEN 1 AND 100),
    -- [{"country": "CA", "region": "QC", "postcodePrefixes": []}]
    territories jsonb NOT NULL CONSTRAINT tax_zones_have_territories CHECK (jsonb_typeof(territories) = 'array'),
    -- {"standard": [{"name": "GST", "rate": …, "isCompound": false}]}, in the order in which they compound.
    rates jsonb NOT NULL CONSTRAINT tax_zones_have_rates CHECK (jsonb_typeof(rates) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT tax_zones_name_is_unique UNIQUE (store_id, name)
);

ALTER TABLE public.stores
    ADD COLUMN tax_rounding text NOT NULL DEFAULT 'order'
        CONSTRAINT stores_tax_rounding_is_known CHECK (tax_rounding IN ('order', 'line')),
    -- NULL: as the goods that are shipped.
    ADD COLUMN shipping_tax_class text
        CONSTRAINT stores_shipping_tax_class_is_a_name CHECK (shipping_tax_class ~ '^[a-z][a-z0-9_]{0,39}$'),
    ADD COLUMN tax_number text CONSTRAINT stores_tax_number_is_short CHECK (length(tax_number) <= 40);
ALTER TABLE public.products
    ADD COLUMN tax_class text NOT NULL DEFAULT 'standard'
        CONSTRAINT products_tax_class_is_a_name CHECK (tax_class ~ '^[a-z][a-z0-9_]{0,39}$');
ALTER TABLE public.customers ADD COLUMN tax_exemption jsonb;

-- ── Shipping ────────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE public.shipping_zones (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    name text NOT NULL CONSTRAINT shipping_zones_name_not_empty CHECK (length(trim(name)) BETWEEN 1 AND 100),
    territories jsonb NOT NULL CONSTRAINT shipping_zones_have_territories CHECK (jsonb_typeof(territories) = 'array'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT shipping_zones_name_is_unique UNIQUE (store_id, name)
);

CREATE TABLE public.shipping_methods (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    kind text NOT NULL CONSTRAINT shipping_methods_kind_is_known CHECK (kind IN ('carrier', 'local', 'pickup')),
    zone_id uuid,
    -- Where a local delivery goes, in the price engine's form.
    area jsonb,
    -- Where goods are picked up, as shown to the shopper.
    pickup_address text CONSTRAINT shipping_methods_pickup_address_is_short CHECK (length(pickup_address) <= 500),
    CONSTRAINT shipping_methods_have_what_their_kind_needs CHECK (
        (kind = 'carrier') = (zone_id IS NOT NULL) AND (kind = 'local') = (area IS NOT NULL)
        AND (kind = 'pickup') = (pickup_address IS NOT NULL)
    ),
    name text NOT NULL CONSTRAINT shipping_methods_name_not_empty CHECK (length(trim(name)) BETWEEN 1 AND 100),
    price jsonb NOT NULL,
    free_from numeric(10, 2) CONSTRAINT shipping_methods_free_from_not_negative CHECK (free_from >= 0),
    minimum numeric(10, 2) CONSTRAINT shipping_methods_minimum_not_negative CHECK (minimum >= 0),
    is_active boolean NOT NULL DEFAULT true,
    position integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT shipping_methods_zone_in_same_store FOREIGN KEY (store_id, zone_id)
        REFERENCES public.shipping_zones (store_id, id) ON DELETE CASCADE
);
CREATE INDEX shipping_methods_of_zone ON public.shipping_methods (store_id, zone_id);

-- A time of a weekday at which orders are brought or picked up.
CREATE TABLE public.delivery_slots (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    method_id uuid NOT NULL,
    -- ISO: 1 is Monday.
    weekday smallint NOT NULL CONSTRAINT delivery_slots_weekday_is_known CHECK (weekday BETWEEN 1 AND 7),
    starts time NOT NULL,
    ends time NOT NULL,
    CONSTRAINT delivery_slots_end_after_they_start CHECK (ends > starts),
    -- Orders a day.
    capacity integer NOT NULL CONSTRAINT delivery_slots_capacity_positive CHECK (capacity > 0),
    -- How long before its start it can no longer be chosen.
    closes_before interval NOT NULL DEFAULT '0'
        CONSTRAINT delivery_slots_close_within_two_weeks CHECK (closes_before BETWEEN '0' AND '14 days'),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT delivery_slots_method_in_same_store FOREIGN KEY (store_id, method_id)
        REFERENCES public.shipping_methods (store_id, id) ON DELETE CASCADE
);
CREATE INDEX delivery_slots_of_method ON public.delivery_slots (store_id, method_id, weekday, starts);

-- How many of a day's places are taken: a narrow row, locked for as long as a checkout takes to commit.
CREATE TABLE public.delivery_slot_counts (
    store_id uuid NOT NULL,
    slot_id uuid NOT NULL,
    day date NOT NULL,
    taken integer NOT NULL DEFAULT 0 CONSTRAINT delivery_slot_counts_not_negative CHECK (taken >= 0),
    PRIMARY KEY (store_id, slot_id, day),
    CONSTRAINT delivery_slot_counts_slot_in_same_store FOREIGN KEY (store_id, slot_id)
        REFERENCES public.delivery_slots (store_id, id) ON DELETE CASCADE
) WITH (fillfactor = 40);

CREATE TABLE public.delivery_bookings (
    store_id uuid NOT NULL,
    order_id uuid NOT NULL,
    slot_id uuid NOT NULL,
    day date NOT NULL,
    released_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (store_id, order_id),
    CONSTRAINT delivery_bookings_order_in_same_store FOREIGN KEY (store_id, order_id)
        REFERENCES public.orders (store_id, id) ON DELETE CASCADE,
    CONSTRAINT delivery_bookings_slot_in_same_store FOREIGN KEY (store_id, slot_id)
        REFERENCES public.delivery_slots (store_id, id) ON DELETE CASCADE
);
CREATE INDEX delivery_bookings_of_slot ON public.delivery_bookings (store_id, slot_id, day);

-- Takes a place for an order, once; the day is one of the slot's weekday that can still be chosen, in the store's time.
CREATE FUNCTION app.book_delivery(slot uuid, wanted date, ordered uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.order_store();
    place record;
BEGIN
    SELECT d.capacity, ((wanted + d.starts) AT TIME ZONE s.time_zone) - d.closes_before AS closes,
        extract(isodow FROM wanted) = d.weekday AS is_its_day
    INTO place
    FROM public.delivery_slots d JOIN public.stores s ON s.id = d.store_id
    WHERE d.store_id = store AND d.id = slot;
    IF NOT FOUND OR NOT place.is_its_day OR place.closes <= now() OR wanted > now()::date + 60 THEN
        PERFORM app.refuse('delivery_bookings_are_for_open_slots', 'this time can no longer be chosen', slot::text);
    END IF;
    INSERT INTO public.delivery_slot_counts (store_id, slot_id, day) VALUES (store, slot, wanted) ON CONFLICT DO NOTHING;
    UPDATE public.delivery_slot_counts c SET taken = c.taken + 1
    WHERE c.store_id = store AND c.slot_id = slot AND c.day = wanted AND c.taken < place.capacity;
    IF NOT FOUND THEN
        PERFORM app.refuse('delivery_bookings_within_capacity', 'this time is fully booked', slot::text);
    END IF;
    INSERT INTO public.delivery_bookings (store_id, order_id, slot_id, day) VALUES (store, ordered, slot, wanted);
END
$$;

-- Gives a given-up order's place back; again, it changes nothing.
CREATE FUNCTION app.release_delivery(ordered uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    store uuid := app.order_store();
BEGIN
    WITH given_up AS (
        UPDATE public.delivery_bookings b SET released_at = now()
        WHERE b.store_id = store AND b.order_id = release_delivery.ordered AND b.released_at IS NULL
        RETURNING b.slot_id, b.day
    )
    UPDATE public.delivery_slot_counts c SET taken = greatest(0, c.taken - 1)
    FROM given_up g WHERE c.store_id = store AND c.slot_id = g.slot_id AND c.day = g.day;
END
$$;

-- ── The order's part ────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE public.orders
    -- The price engine's result, as it stood when the order was placed; refunds are computed from it.
    ADD COLUMN quote jsonb,
    -- What gift cards pay of the total.
    ADD COLUMN gift_card_amount numeric(10, 2) NOT NULL DEFAULT 0
        CONSTRAINT orders_gift_cards_within_total CHECK (gift_card_amount BETWEEN 0 AND total_amount),
    ADD COLUMN shipping_method_id uuid,
    ADD CONSTRAINT orders_shipping_method_in_same_store FOREIGN KEY (store_id, shipping_method_id)
        REFERENCES public.shipping_methods (store_id, id) ON DELETE SET NULL (shipping_method_id);
CREATE INDEX orders_shipping_method ON public.orders (store_id, shipping_method_id) WHERE shipping_method_id IS NOT NULL;

-- A limit that is set later counts what was used before it.
CREATE FUNCTION app.recount_promotion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE public.promotion_counts c SET uses = (
        SELECT count(*) FROM public.promotion_uses u
        WHERE u.store_id = NEW.store_id AND u.promotion_id = NEW.id AND u.released_at IS NULL
    ) WHERE c.store_id = NEW.store_id AND c.promotion_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER promotions_are_recounted AFTER UPDATE OF uses_limit, uses_limit_per_customer ON public.promotions
    FOR EACH ROW WHEN (OLD.uses_limit IS NULL AND OLD.uses_limit_per_customer IS NULL
        AND (NEW.uses_limit IS NOT NULL OR NEW.uses_limit_per_customer IS NOT NULL))
    EXECUTE FUNCTION app.recount_promotion();

DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['promotions', 'gift_cards', 'tax_zones', 'shipping_zones', 'shipping_methods'] LOOP
        EXECUTE format('CREATE TRIGGER touch_updated_at BEFORE UPDATE ON public.%I
            FOR EACH ROW EXECUTE FUNCTION app.touch_updated_at()', target);
    END LOOP;
END
$$;

-- ── Who may do what ─────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE public.staff_permissions NO FORCE ROW LEVEL SECURITY;
INSERT INTO public.staff_permissions (role, permission)
VALUES ('manager', 'promotions.read'), ('manager', 'promotions.write'), ('manager', 'giftcards.read'),
    ('manager', 'giftcards.write'), ('support', 'promotions.read'), ('support', 'giftcards.read'),
    ('read_only', 'promotions.read'), ('read_only', 'giftcards.read');
ALTER TABLE public.staff_permissions FORCE ROW LEVEL SECURITY;

ALTER TABLE public.api_keys
    DROP CONSTRAINT api_keys_scopes_are_permissions,
    ADD CONSTRAINT api_keys_scopes_are_permissions CHECK (scopes <@ ARRAY[
        'store.read', 'store.write', 'products.read', 'products.write', 'inventory.read', 'inventory.write',
        'orders.read', 'orders.write', 'payments.read', 'customers.read', 'customers.write', 'content.read',
        'content.write', 'analytics.read', 'imports.read', 'promotions.read', 'promotions.write', 'giftcards.read',
        'giftcards.write'
    ]);

DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY[
        'promotions', 'promotion_counts', 'promotion_uses', 'gift_cards', 'gift_card_entries', 'tax_zones',
        'shipping_zones', 'shipping_methods', 'delivery_slots', 'delivery_slot_counts', 'delivery_bookings'
    ] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
        EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, anon, authenticated, service_role, shopper, store_owner,
            store_staff, billing', target);
    END LOOP;
END
$$;

-- What is set.
SELECT app.allow(t, 'service_role', 'SIUD', 'app.store_id() IS NULL OR store_id = app.store_id()'),
    app.allow(t, 'store_owner', 'SIUD', 'store_id = app.store_id()'),
    app.allow(t, 'store_staff', 'S', format('store_id = app.store_id() AND app.may(%L)', area || '.read')),
    app.allow(t, 'store_staff', 'IUD', format('store_id = app.store_id() AND app.may(%L)', area || '.write'))
FROM (VALUES
    ('promotions', ARRAY['promotions']),
    ('store', ARRAY['tax_zones', 'shipping_zones', 'shipping_methods', 'delivery_slots'])
) AS areas (area, tables), unnest(tables) AS t;

-- What only the functions write.
SELECT app.allow(t, 'service_role', 'S', 'app.store_id() IS NULL OR store_id = app.store_id()'),
    app.allow(t, 'store_owner', 'S', 'store_id = app.store_id()'),
    app.allow(t, 'store_staff', 'S', format('store_id = app.store_id() AND app.may(%L)', area || '.read'))
FROM (VALUES
    ('promotions', ARRAY['promotion_counts', 'promotion_uses']),
    ('giftcards', ARRAY['gift_card_entries']),
    ('orders', ARRAY['delivery_slot_counts', 'delivery_bookings'])
) AS areas (area, tables), unnest(tables) AS t;

SELECT app.allow('gift_cards', 'service_role', 'SIU', 'app.store_id() IS NULL OR store_id = app.store_id()',
    insertable => app.columns_but('public.gift_cards', 'balance'),
    updatable => ARRAY['is_active', 'expires_at', 'note', 'recipient_email']);
SELECT app.allow('gift_cards', 'store_owner', 'SIU', 'store_id = app.store_id()',
    readable => app.columns_but('public.gift_cards', 'code_hash'),
    insertable => app.columns_but('public.gift_cards', 'balance'),
    updatable => ARRAY['is_active', 'expires_at', 'note', 'recipient_email']);
SELECT app.allow('gift_cards', 'store_staff', 'S', 'store_id = app.store_id() AND app.may(''giftcards.read'')',
    readable => app.columns_but('public.gift_cards', 'code_hash'));
SELECT app.allow('gift_cards', 'store_staff', 'IU', 'store_id = app.store_id() AND app.may(''giftcards.write'')',
    insertable => app.columns_but('public.gift_cards', 'balance'),
    updatable => ARRAY['is_active', 'expires_at', 'note', 'recipient_email']);

GRANT SELECT (tax_rounding, shipping_tax_class, tax_number), INSERT (tax_rounding, shipping_tax_class, tax_number),
    UPDATE (tax_rounding, shipping_tax_class, tax_number) ON public.stores TO service_role, store_owner, store_staff;
REVOKE INSERT (tax_rounding, shipping_tax_class, tax_number) ON public.stores FROM store_staff;
GRANT SELECT (tax_rounding, shipping_tax_class, tax_number) ON public.stores
    TO anon, shopper, authenticated, sellusgenie_mover;
GRANT INSERT (tax_class), UPDATE (tax_class) ON public.products TO store_owner, store_staff;
GRANT SELECT (tax_exemption) ON public.customers TO shopper, authenticated;
GRANT INSERT (tax_exemption), UPDATE (tax_exemption) ON public.customers TO store_owner, store_staff;
GRANT SELECT (quote, gift_card_amount, shipping_method_id) ON public.orders
    TO anon, shopper, store_owner, store_staff, authenticated;

-- ── Functions: definers change hands ────────────────────────────────────────────────────────────────────────────────

SELECT app.allow('promotions', 'sellusgenie_definer', 'S', 'true',
        readable => ARRAY['id', 'store_id', 'uses_limit', 'uses_limit_per_customer', 'is_active']),
    app.allow('gift_cards', 'sellusgenie_definer', 'SU', 'true',
        readable => ARRAY['id', 'store_id', 'balance', 'is_active', 'expires_at'],
        updatable => ARRAY['balance', 'updated_at']),
    app.allow('gift_card_entries', 'sellusgenie_definer', 'SI', 'true'),
    app.allow('delivery_slots', 'sellusgenie_definer', 'S', 'true');
-- Row locks take the right to update.
GRANT UPDATE (uses_limit) ON public.promotions TO sellusgenie_definer;
CREATE POLICY sellusgenie_definer_may_lock ON public.promotions FOR UPDATE TO sellusgenie_definer USING (true) WITH CHECK (false);
SELECT app.allow(t, 'sellusgenie_definer', 'SIU', 'true')
FROM unnest(ARRAY['promotion_counts', 'promotion_uses', 'delivery_slot_counts', 'delivery_bookings']) AS t;
GRANT SELECT (time_zone) ON public.stores TO sellusgenie_definer;

GRANT CREATE ON SCHEMA app TO sellusgenie_definer;
DO $$
DECLARE
    definer text;
BEGIN
    FOREACH definer IN ARRAY ARRAY[
        'count_promotion()', 'recount_promotion()', 'use_promotion(uuid, uuid, uuid, numeric)', 'release_promotions(uuid)',
        'enter_gift_card(uuid, numeric, text, uuid, uuid, text)', 'return_gift_cards(uuid)',
        'book_delivery(uuid, date, uuid)', 'release_delivery(uuid)'
    ] LOOP
        EXECUTE format('ALTER FUNCTION app.%s OWNER TO sellusgenie_definer', definer);
    END LOOP;
END
$$;
REVOKE CREATE ON SCHEMA app FROM sellusgenie_definer;

REVOKE ALL ON FUNCTION app.count_promotion(), app.recount_promotion(), app.use_promotion(uuid, uuid, uuid, numeric),
    app.release_promotions(uuid), app.enter_gift_card(uuid, numeric, text, uuid, uuid, text), app.return_gift_cards(uuid),
    app.book_delivery(uuid, date, uuid), app.release_delivery(uuid), app.order_store(), app.gift_card_store() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.order_store(), app.gift_card_store() TO sellusgenie_definer;
GRANT EXECUTE ON FUNCTION app.use_promotion(uuid, uuid, uuid, numeric), app.release_promotions(uuid),
    app.return_gift_cards(uuid), app.book_delivery(uuid, date, uuid), app.release_delivery(uuid) TO service_role;
GRANT EXECUTE ON FUNCTION app.enter_gift_card(uuid, numeric, text, uuid, uuid, text)
    TO service_role, store_owner, store_staff;
GRANT SELECT ON app.gift_card_discrepancies TO service_role;

-- ── Whose changes are written ────────────────────────────────────────────────────────────────────────────────────────

SELECT app.audit('promotions', 'promotion');
SELECT app.audit('gift_cards', 'gift card', derived => ARRAY['balance'], secret => ARRAY['code_hash']);
SELECT app.audit('tax_zones', 'tax zone');
SELECT app.audit('shipping_zones', 'shipping zone');
SELECT app.audit('shipping_methods', 'shipping method');
SELECT app.audit('delivery_slots', 'delivery time', derived => ARRAY['method_id'], record_column => 'method_id');
SELECT app.audit('stores', 'store', derived => ARRAY['subscription_status', 'trial_expires_at'],
    secret => ARRAY['stripe_webhook_secret', 'store_domain_token']);
SELECT app.audit('products', 'product', derived => ARRAY['inventory_quantity', 'search_vector', 'published_at']);
SELECT app.audit('customers', 'customer', derived => ARRAY['total_spent', 'total_orders', 'last_active_at'],
    secret => ARRAY['google_id', 'apple_id']);
SELECT app.audit('orders', 'order', derived => ARRAY['refunded_amount', 'fulfillment_status', 'quote'],
    secret => ARRAY['public_token', 'cart_session_id']);
SELECT app.let_movers_in();

-- Orders, their lines, and what happens to them. Nothing here disappears with a customer or a product.

-- Drawn from as the last step of checkout, so that the lock on the row is held no longer than the commit. The prefix is
-- frozen when the store opens; the month's count serves the plan's limit without a lock of its own.
CREATE TABLE public.order_counters (
    store_id uuid PRIMARY KEY REFERENCES public.stores (id) ON DELETE CASCADE,
    prefix text NOT NULL CONSTRAINT order_counters_prefix_has_letters_only CHECK (prefix ~ '^[A-Z]{1,3}$'),
    last_number bigint NOT NULL DEFAULT 1000,
    month date NOT NULL DEFAULT date_trunc('month', now() AT TIME ZONE 'UTC')::date,
    month_orders integer NOT NULL DEFAULT 0
) WITH (fillfactor = 40);

CREATE TABLE public.orders (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE RESTRICT,
    customer_id uuid NOT NULL,
    order_number text NOT NULL,

    status text NOT NULL DEFAULT 'pending' CONSTRAINT orders_status_is_known
        CHECK (status IN ('pending', 'processing', 'shipped', 'delivered', 'cancelled', 'refunded')),
    fulfillment_status text NOT NULL DEFAULT 'unfulfilled' CONSTRAINT orders_fulfillment_status_is_known
        CHECK (fulfillment_status IN ('unfulfilled', 'partial', 'fulfilled')),
    payment_status text NOT NULL DEFAULT 'pending' CONSTRAINT orders_payment_status_is_known
        CHECK (payment_status IN ('pending', 'authorized', 'paid', 'partial', 'partially_refunded', 'refunded', 'voided',
                                  'failed')),

    subtotal numeric(10, 2) NOT NULL CONSTRAINT orders_subtotal_not_negative CHECK (subtotal >= 0),
    tax_amount numeric(10, 2) NOT NULL DEFAULT 0 CONSTRAINT orders_tax_not_negative CHECK (tax_amount >= 0),
    shipping_amount numeric(10, 2) NOT NULL DEFAULT 0
        CONSTRAINT orders_shipping_not_negative CHECK (shipping_amount >= 0),
    discount_amount numeric(10, 2) NOT NULL DEFAULT 0
        CONSTRAINT orders_discount_not_negative CHECK (discount_amount >= 0),
    total_amount numeric(10, 2) NOT NULL CONSTRAINT orders_total_not_negative CHECK (total_amount >= 0),
    -- When prices include tax, subtotal holds the net amount, so that the sum always adds up.
    CONSTRAINT orders_total_adds_up
        CHECK (total_amount = subtotal + tax_amount + shipping_amount - discount_amount),
    -- Kept by the trigger on refunds.
    refunded_amount numeric(10, 2) NOT NULL DEFAULT 0
        CONSTRAINT orders_refunds_within_total CHECK (refunded_amount BETWEEN 0 AND total_amount),
    currency text NOT NULL DEFAULT 'USD' CONSTRAINT orders_currency_is_iso_4217 CHECK (currency ~ '^[A-Z]{3}$'),
    prices_include_tax boolean NOT NULL DEFAULT false,

    shipping_address jsonb,
    billing_address jsonb,
    shipping_method text,
    tracking_number text,

    notes text,
    customer_notes text,

    -- The buyer as of the order.
    email text NOT NULL,
    -- The only key to the order's status page.
    public_token text NOT NULL DEFAULT app.random_token()
        CONSTRAINT orders_public_token_is_unguessable CHECK (length(public_token) >= 32),
    cart_session_id text,
    policy_revision_id uuid,
    payment_method text,
    language text,

    confirmed_at timestamptz,
    paid_at timestamptz,
    shipped_at timestamptz,
    delivered_at timestamptz,
    cancelled_at timestamptz,
    cancel_reason text,

    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    UNIQUE (store_id, id),
    CONSTRAINT orders_number_is_unique UNIQUE (store_id, order_number),
    CONSTRAINT orders_public_token_is_unique UNIQUE (store_id, public_token),
    CONSTRAINT orders_customer_in_same_store FOREIGN KEY (store_id, customer_id)
        REFERENCES public.customers (store_id, id) ON DELETE RESTRICT
);

CREATE TABLE public.order_items (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    order_id uuid NOT NULL,
    product_id uuid,
    variant_id uuid,
    quantity integer NOT NULL CONSTRAINT order_items_quantity_positive CHECK (quantity > 0),
    unit_price numeric(10, 2) NOT NULL CONSTRAINT order_items_unit_price_not_negative CHECK (unit_price >= 0),
    total_price numeric(10, 2) NOT NULL CONSTRAINT order_items_total_price_not_negative CHECK (total_price >= 0),
    tax_amount numeric(10, 2) NOT NULL DEFAULT 0 CONSTRAINT order_items_tax_not_negative CHECK (tax_amount >= 0),
    discount_amount numeric(10, 2) NOT NULL DEFAULT 0
        CONSTRAINT order_items_discount_not_negative CHECK (discount_amount >= 0),

    -- The product as it was when it was ordered.
    product_name text NOT NULL,
    variant_title text,
    product_sku text,
    product_image text,
    requires_shipping boolean NOT NULL DEFAULT true,
    position integer NOT NULL DEFAULT 1,

    created_at timestamptz NOT NULL DEFAULT now(),

    UNIQUE (store_id, id),
    CONSTRAINT order_items_total_price_adds_up CHECK (total_price = unit_price * quantity),
    CONSTRAINT order_items_order_in_same_store FOREIGN KEY (store_id, order_id)
        REFERENCES public.orders (store_id, id) ON DELETE CASCADE,
    CONSTRAINT order_items_product_in_same_store FOREIGN KEY (store_id, product_id)
        REFERENCES public.products (store_id, id) ON DELETE SET NULL (product_id),
    CONSTRAINT order_items_variant_in_same_store FOREIGN KEY (store_id, variant_id)
        REFERENCES public.product_variants (store_id, id) ON DELETE SET NULL (variant_id)
);

CREATE TABLE public.order_events (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    order_id uuid NOT NULL,
    kind text NOT NULL,
    message text,
    details jsonb NOT NULL DEFAULT '{}',
    actor_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT order_events_order_in_same_store FOREIGN KEY (store_id, order_id)
        REFERENCES public.orders (store_id, id) ON DELETE CASCADE
);
CREATE INDEX order_events_order ON public.order_events (store_id, order_id, created_at);

CREATE TABLE public.fulfilments (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    order_id uuid NOT NULL,
    status text NOT NULL DEFAULT 'pending' CONSTRAINT fulfilments_status_is_known
        CHECK (status IN ('pending', 'shipped', 'delivered', 'cancelled')),
    carrier text,
    tracking_number text,
    tracking_url text,
    shipped_at timestamptz,
    delivered_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT fulfilments_order_in_same_store FOREIGN KEY (store_id, order_id)
        REFERENCES public.orders (store_id, id) ON DELETE CASCADE
);
CREATE INDEX fulfilments_order ON public.fulfilments (store_id, order_id);

CREATE TABLE public.fulfilment_items (
    store_id uuid NOT NULL,
    fulfilment_id uuid NOT NULL,
    order_item_id uuid NOT NULL,
    quantity integer NOT NULL CONSTRAINT fulfilment_items_quantity_positive CHECK (quantity > 0),
    PRIMARY KEY (store_id, fulfilment_id, order_item_id),
    CONSTRAINT fulfilment_items_fulfilment_in_same_store FOREIGN KEY (store_id, fulfilment_id)
        REFERENCES public.fulfilments (store_id, id) ON DELETE CASCADE,
    CONSTRAINT fulfilment_items_order_item_in_same_store FOREIGN KEY (store_id, order_item_id)
        REFERENCES public.order_items (store_id, id) ON DELETE CASCADE
);
CREATE INDEX fulfilment_items_order_item ON public.fulfilment_items (store_id, order_item_id);

CREATE TABLE public.returns (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    order_id uuid NOT NULL,
    order_item_id uuid NOT NULL,
    quantity integer NOT NULL CONSTRAINT returns_quantity_positive CHECK (quantity > 0),
    status text NOT NULL DEFAULT 'requested' CONSTRAINT returns_status_is_known
        CHECK (status IN ('requested', 'approved', 'received', 'declined')),
    reason text,
    restock boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT returns_order_in_same_store FOREIGN KEY (store_id, order_id)
        REFERENCES public.orders (store_id, id) ON DELETE CASCADE,
    CONSTRAINT returns_order_item_in_same_store FOREIGN KEY (store_id, order_item_id)
        REFERENCES public.order_items (store_id, id) ON DELETE CASCADE
);
CREATE INDEX returns_order ON public.returns (store_id, order_id);
CREATE INDEX returns_order_item ON public.returns (store_id, order_item_id);

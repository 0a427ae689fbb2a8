-- Payments, refunds, and the inbound events that decide once whether to process.

CREATE TABLE public.payments (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE RESTRICT,
    order_id uuid,

    provider text NOT NULL DEFAULT 'stripe' CONSTRAINT payments_provider_is_known CHECK (provider IN ('stripe', 'manual')),
    stripe_payment_intent_id text,
    stripe_charge_id text,
    stripe_refund_id text,
    -- Hands the payment to Stripe's form in the shopper's browser; readable by the program only.
    stripe_client_secret text,

    amount numeric(10, 2) NOT NULL CONSTRAINT payments_amount_not_negative CHECK (amount >= 0),
    currency text NOT NULL DEFAULT 'USD' CONSTRAINT payments_currency_is_iso_4217 CHECK (currency ~ '^[A-Z]{3}$'),
    status text NOT NULL DEFAULT 'pending' CONSTRAINT payments_status_is_known
        CHECK (status IN ('pending', 'requires_action', 'requires_capture', 'authorized', 'processing', 'succeeded',
                          'failed', 'canceled', 'partially_refunded', 'refunded', 'other')),
    -- What the provider said, word for word.
    provider_status text,
    payment_method text,
    payment_method_details jsonb,

    transaction_fee numeric(10, 2) NOT NULL DEFAULT 0,
    net_amount numeric(10, 2),
    failure_code text,
    failure_message text,

    authorized_at timestamptz,
    captured_at timestamptz,
    refunded_at timestamptz,

    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    UNIQUE (store_id, id),
    CONSTRAINT payments_intent_is_one_payment UNIQUE (store_id, stripe_payment_intent_id),
    CONSTRAINT payments_order_in_same_store FOREIGN KEY (store_id, order_id)
        REFERENCES public.orders (store_id, id) ON DELETE RESTRICT
);

CREATE TABLE public.refunds (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    order_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    stripe_refund_id text,
    amount numeric(10, 2) NOT NULL CONSTRAINT refunds_amount_positive CHECK (amount > 0),
    currency text NOT NULL CONSTRAINT refunds_currency_is_iso_4217 CHECK (currency ~ '^[A-Z]{3}$'),
    status text NOT NULL DEFAULT 'pending' CONSTRAINT refunds_status_is_known
        CHECK (status IN ('pending', 'requires_action', 'succeeded', 'failed', 'canceled')),
    reason text,
    -- [{"order_item_id": …, "quantity": …, "restock": …}]
    items jsonb NOT NULL DEFAULT '[]',
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT refunds_stripe_refund_is_one_refund UNIQUE (store_id, stripe_refund_id),
    CONSTRAINT refunds_order_in_same_store FOREIGN KEY (store_id, order_id)
        REFERENCES public.orders (store_id, id) ON DELETE RESTRICT,
    CONSTRAINT refunds_payment_in_same_store FOREIGN KEY (store_id, payment_id)
        REFERENCES public.payments (store_id, id) ON DELETE RESTRICT
);
CREATE INDEX refunds_order ON public.refunds (store_id, order_id);
CREATE INDEX refunds_payment ON public.refunds (store_id, payment_id);

-- A webhook is stored first: INSERT … ON CONFLICT DO NOTHING decides whether it is processed.
CREATE TABLE public.stripe_events (
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    event_id text NOT NULL,
    event_type text NOT NULL,
    payload jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    processed_at timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    PRIMARY KEY (store_id, event_id)
);
CREATE INDEX stripe_events_unprocessed ON public.stripe_events (received_at) WHERE processed_at IS NULL;

-- The same for the platform's own billing, which belongs to no store.
CREATE TABLE public.billing_events (
    event_id text PRIMARY KEY,
    event_type text NOT NULL,
    payload jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    processed_at timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    last_error text
);
CREATE INDEX billing_events_unprocessed ON public.billing_events (received_at) WHERE processed_at IS NULL;

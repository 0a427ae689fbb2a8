-- Customers of one store. A guest who orders has a row without user_id; it is claimed at sign-up with a verified address.

CREATE TABLE public.customers (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    user_id uuid REFERENCES auth.users (id) ON DELETE SET NULL,
    email text NOT NULL CONSTRAINT customers_email_has_an_at CHECK (email ~ '^[^\s@]+@[^\s@]+$' AND length(email) <= 320),
    google_id text,
    apple_id text,
    first_name text,
    last_name text,
    phone text,
    date_of_birth date,

    shipping_address_line1 text,
    shipping_address_line2 text,
    shipping_city text,
    shipping_state text,
    shipping_postal_code text,
    shipping_country text NOT NULL DEFAULT 'US',

    billing_different_from_shipping boolean NOT NULL DEFAULT false,
    billing_address_line1 text,
    billing_address_line2 text,
    billing_city text,
    billing_state text,
    billing_postal_code text,
    billing_country text NOT NULL DEFAULT 'US',

    is_active boolean NOT NULL DEFAULT true,
    accepts_marketing boolean NOT NULL DEFAULT false,
    marketing_consent_at timestamptz,
    marketing_consent_source text,
    -- Kept by the trigger on orders.
    total_spent numeric(12, 2) NOT NULL DEFAULT 0,
    total_orders integer NOT NULL DEFAULT 0
        CONSTRAINT customers_total_orders_not_negative CHECK (total_orders >= 0),

    tags text[] NOT NULL DEFAULT '{}',
    notes text,
    erased_at timestamptz,

    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    last_active_at timestamptz NOT NULL DEFAULT now(),

    UNIQUE (store_id, id),
    CONSTRAINT customers_user_is_one_customer UNIQUE (store_id, user_id)
);
CREATE UNIQUE INDEX customers_email_is_one_customer ON public.customers (store_id, lower(email));
CREATE INDEX customers_user_id ON public.customers (user_id) WHERE user_id IS NOT NULL;

-- Lines of carts. A guest's lines carry the id in the signed claim of the guest's cookie, a customer's the customer.

CREATE TABLE public.cart_items (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    customer_id uuid,
    session_id text,
    product_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    quantity integer NOT NULL DEFAULT 1
        CONSTRAINT cart_items_quantity_positive CHECK (quantity > 0)
        CONSTRAINT cart_items_quantity_reasonable CHECK (quantity <= 9999),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT cart_items_have_one_holder CHECK (
        (customer_id IS NOT NULL AND session_id IS NULL) OR (customer_id IS NULL AND session_id IS NOT NULL)
    ),
    CONSTRAINT cart_items_customer_in_same_store FOREIGN KEY (store_id, customer_id)
        REFERENCES public.customers (store_id, id) ON DELETE CASCADE,
    CONSTRAINT cart_items_product_in_same_store FOREIGN KEY (store_id, product_id)
        REFERENCES public.products (store_id, id) ON DELETE CASCADE,
    CONSTRAINT cart_items_variant_of_product FOREIGN KEY (store_id, product_id, variant_id)
        REFERENCES public.product_variants (store_id, product_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX cart_items_one_line_per_customer_and_variant
    ON public.cart_items (store_id, customer_id, product_id, variant_id) NULLS NOT DISTINCT
    WHERE customer_id IS NOT NULL;
CREATE UNIQUE INDEX cart_items_one_line_per_guest_and_variant
    ON public.cart_items (store_id, session_id, product_id, variant_id) NULLS NOT DISTINCT
    WHERE session_id IS NOT NULL;

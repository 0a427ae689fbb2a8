-- Stock. stock_levels is the truth: one narrow row per variant, room on its page for new versions (HOT updates) and no
-- index on what changes, because a flash sale updates one row a thousand times a second. Nobody writes these three
-- tables directly: the functions app.adjust_stock, app.reserve_stock and their kin keep level and ledger together.

CREATE TABLE public.stock_levels (
    store_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    on_hand integer NOT NULL DEFAULT 0,
    reserved integer NOT NULL DEFAULT 0
        CONSTRAINT stock_levels_reserved_not_negative CHECK (reserved >= 0),
    available integer NOT NULL GENERATED ALWAYS AS (on_hand - reserved) STORED,
    -- Copies of the variant's track_inventory and inventory_policy = 'continue', so that one row decides a sale.
    tracked boolean NOT NULL DEFAULT true,
    backorder boolean NOT NULL DEFAULT false,
    PRIMARY KEY (store_id, variant_id),
    CONSTRAINT stock_levels_never_oversold CHECK (on_hand >= reserved OR backorder OR NOT tracked),
    CONSTRAINT stock_levels_variant_in_same_store FOREIGN KEY (store_id, product_id, variant_id)
        REFERENCES public.product_variants (store_id, product_id, id) ON DELETE CASCADE
) WITH (fillfactor = 40);
CREATE INDEX stock_levels_product ON public.stock_levels (store_id, product_id);

-- Append only. The sum of a variant's movements is its on_hand; app.stock_discrepancies must be empty.
CREATE TABLE public.stock_movements (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    variant_id uuid NOT NULL,
    quantity integer NOT NULL CONSTRAINT stock_movements_move_something CHECK (quantity <> 0),
    reason text NOT NULL CONSTRAINT stock_movements_reason_is_known
        CHECK (reason IN ('initial', 'import', 'adjustment', 'count', 'received', 'damaged', 'sale', 'cancellation',
                          'return', 'undo')),
    order_id uuid,
    note text,
    actor_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT stock_movements_variant_in_same_store FOREIGN KEY (store_id, variant_id)
        REFERENCES public.product_variants (store_id, id) ON DELETE CASCADE
);
CREATE INDEX stock_movements_variant ON public.stock_movements (store_id, variant_id, created_at DESC);
CREATE INDEX stock_movements_order ON public.stock_movements (store_id, order_id) WHERE order_id IS NOT NULL;

-- Units held for a checkout while its shopper pays.
CREATE TABLE public.stock_reservations (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    -- What holds the units: the id of the order, or of a checkout before there is one.
    holder_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    quantity integer NOT NULL CONSTRAINT stock_reservations_quantity_positive CHECK (quantity > 0),
    state text NOT NULL DEFAULT 'held'
        CONSTRAINT stock_reservations_state_is_known CHECK (state IN ('held', 'sold', 'released', 'expired')),
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT stock_reservations_one_per_variant UNIQUE (store_id, holder_id, variant_id),
    CONSTRAINT stock_reservations_variant_in_same_store FOREIGN KEY (store_id, variant_id)
        REFERENCES public.product_variants (store_id, id) ON DELETE CASCADE
);
CREATE INDEX stock_reservations_variant ON public.stock_reservations (store_id, variant_id) WHERE state = 'held';
CREATE INDEX stock_reservations_expiry ON public.stock_reservations (expires_at) WHERE state = 'held';

-- Products whose inventory_quantity has to follow their levels: appended to by a sale, emptied by a job.
CREATE TABLE public.stock_refreshes (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    product_id uuid NOT NULL,
    UNIQUE (store_id, id)
);

-- Categories as a tree, products, their options and variants. Every product has at least one variant: a simple product
-- is one variant without option values. The variant carries what is sold (price, SKU, weight); the product's own price
-- and compare-at price follow from its cheapest variant.

CREATE TABLE public.categories (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    parent_id uuid,
    name text NOT NULL CONSTRAINT categories_name_not_empty CHECK (length(trim(name)) BETWEEN 1 AND 255),
    description text,
    slug text NOT NULL CONSTRAINT categories_slug_fits_a_url CHECK (app.is_slug(slug)),
    image_url text,
    is_active boolean NOT NULL DEFAULT true,
    sort_order integer NOT NULL DEFAULT 0,
    meta_title text,
    meta_description text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT categories_slug_is_unique UNIQUE (store_id, slug),
    CONSTRAINT categories_parent_in_same_store FOREIGN KEY (store_id, parent_id)
        REFERENCES public.categories (store_id, id) ON DELETE SET NULL (parent_id),
    CONSTRAINT categories_not_their_own_parent CHECK (parent_id <> id)
);
CREATE INDEX categories_parent ON public.categories (store_id, parent_id);

CREATE TABLE public.products (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    category_id uuid,
    name text NOT NULL CONSTRAINT products_name_not_empty CHECK (length(trim(name)) BETWEEN 1 AND 500),
    slug text NOT NULL CONSTRAINT products_slug_fits_a_url CHECK (app.is_slug(slug)),
    description text,
    -- Sanitised on the way in; description is its plain text.
    body_html text,
    vendor text,
    product_type text,
    tags text[] NOT NULL DEFAULT '{}',
    price numeric(10, 2) NOT NULL CONSTRAINT products_price_not_negative CHECK (price >= 0),
    compare_at_price numeric(10, 2)
        CONSTRAINT products_compare_at_price_not_negative CHECK (compare_at_price >= 0),
    sku text,
    barcode text,
    -- Follows from stock_levels a moment later (app.refresh_inventory_quantities); never written by hand.
    inventory_quantity integer NOT NULL DEFAULT 0
        CONSTRAINT products_inventory_quantity_not_negative CHECK (inventory_quantity >= 0),
    track_inventory boolean NOT NULL DEFAULT true,
    low_stock_threshold integer NOT NULL DEFAULT 5
        CONSTRAINT products_low_stock_threshold_not_negative CHECK (low_stock_threshold >= 0),
    -- Published: shown in the storefront and sold.
    is_active boolean NOT NULL DEFAULT true,
    is_featured boolean NOT NULL DEFAULT false,
    -- Grams.
    weight numeric(8, 2) CONSTRAINT products_weight_not_negative CHECK (weight >= 0),

    image_url text,
    image_alt text,
    gallery_images text[] NOT NULL DEFAULT '{}',
    -- Alternative texts, position by position, of gallery_images.
    gallery_alts text[] NOT NULL DEFAULT '{}',

    meta_title text,
    meta_description text,
    search_keywords text[],

    published_at timestamptz,
    deleted_at timestamptz,
    -- Written by a trigger in the language of the store.
    search_vector tsvector NOT NULL DEFAULT '',

    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    UNIQUE (store_id, id),
    CONSTRAINT products_slug_is_unique UNIQUE (store_id, slug),
    CONSTRAINT products_category_in_same_store FOREIGN KEY (store_id, category_id)
        REFERENCES public.categories (store_id, id) ON DELETE SET NULL (category_id),
    CONSTRAINT products_deleted_is_not_active CHECK (deleted_at IS NULL OR NOT is_active)
);
CREATE UNIQUE INDEX products_sku_is_unique ON public.products (store_id, sku) WHERE sku IS NOT NULL;

CREATE TABLE public.product_options (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    product_id uuid NOT NULL,
    position smallint NOT NULL CONSTRAINT product_options_at_most_three CHECK (position BETWEEN 1 AND 3),
    name text NOT NULL CONSTRAINT product_options_name_not_empty CHECK (length(trim(name)) BETWEEN 1 AND 255),
    -- The values in the order in which the shop shows them.
    option_values text[] NOT NULL DEFAULT '{}',
    -- A copy, kept by trigger: policies look at one row only.
    product_is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    CONSTRAINT product_options_position_is_unique UNIQUE (store_id, product_id, position),
    CONSTRAINT product_options_name_is_unique UNIQUE (store_id, product_id, name),
    CONSTRAINT product_options_product_in_same_store FOREIGN KEY (store_id, product_id)
        REFERENCES public.products (store_id, id) ON DELETE CASCADE
);

CREATE TABLE public.product_variants (
    id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
    store_id uuid NOT NULL,
    product_id uuid NOT NULL,
    position integer NOT NULL DEFAULT 1,
    -- Values of the product's options at positions 1, 2 and 3; all NULL for the one variant of a simple product.
    option1 text,
    option2 text,
    option3 text,
    title text GENERATED ALWAYS AS (
        NULLIF(COALESCE(option1, '') || COALESCE(' / ' || option2, '') || COALESCE(' / ' || option3, ''), '')
    ) STORED,
    sku text,
    barcode text,
    price numeric(10, 2) NOT NULL CONSTRAINT product_variants_price_not_negative CHECK (price >= 0),
    compare_at_price numeric(10, 2)
        CONSTRAINT product_variants_compare_at_price_not_negative CHECK (compare_at_price >= 0),
    -- Grams.
    weight numeric(8, 2) CONSTRAINT product_variants_weight_not_negative CHECK (weight >= 0),
    image_url text,
    track_inventory boolean NOT NULL DEFAULT true,
    -- 'continue' sells on when nothing is left.
    inventory_policy text NOT NULL DEFAULT 'deny'
        CONSTRAINT product_variants_inventory_policy_is_known CHECK (inventory_policy IN ('deny', 'continue')),
    requires_shipping boolean NOT NULL DEFAULT true,
    taxable boolean NOT NULL DEFAULT true,
    is_active boolean NOT NULL DEFAULT true,
    -- A copy, kept by trigger: policies look at one row only.
    product_is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (store_id, id),
    -- What an order line or a cart line names: a variant together with its product.
    CONSTRAINT product_variants_of_product UNIQUE (store_id, product_id, id),
    CONSTRAINT product_variants_options_are_unique
        UNIQUE NULLS NOT DISTINCT (store_id, product_id, option1, option2, option3),
    CONSTRAINT product_variants_options_from_the_first
        CHECK ((option2 IS NULL OR option1 IS NOT NULL) AND (option3 IS NULL OR option2 IS NOT NULL)),
    CONSTRAINT product_variants_product_in_same_store FOREIGN KEY (store_id, product_id)
        REFERENCES public.products (store_id, id) ON DELETE CASCADE
);
CREATE INDEX product_variants_sku ON public.product_variants (store_id, sku) WHERE sku IS NOT NULL;

-- Addresses that were: a changed slug leaves one behind, and the storefront answers it with a redirect.
CREATE TABLE public.slug_redirects (
    store_id uuid NOT NULL REFERENCES public.stores (id) ON DELETE CASCADE,
    kind text NOT NULL CONSTRAINT slug_redirects_kind_is_known CHECK (kind IN ('product', 'category', 'page')),
    slug text NOT NULL,
    target_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (store_id, kind, slug)
);

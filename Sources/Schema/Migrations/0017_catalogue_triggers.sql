-- What follows from a product or a variant when it changes.

-- The language's configuration is looked up once for a product, and only the columns that are indexed are read: handing
-- the whole row to a function of SQL took half as long again.
CREATE FUNCTION app.index_product() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    -- Beyond this many characters a description only threatens tsvector's limit of one megabyte.
    longest_description CONSTANT integer := 100000;
    words regconfig := app.text_search_config((SELECT s.language FROM public.stores s WHERE s.id = NEW.store_id));
BEGIN
    NEW.search_vector :=
        setweight(to_tsvector(words, app.unaccent(NEW.name)), 'A')
        || setweight(to_tsvector('pg_catalog.simple'::regconfig, app.unaccent(concat_ws(' ', NEW.sku, NEW.vendor))), 'B')
        || setweight(to_tsvector(words, app.unaccent(concat_ws(
            ' ', NEW.product_type, array_to_string(NEW.tags, ' '), array_to_string(NEW.search_keywords, ' ')))), 'C')
        || setweight(to_tsvector(words, app.unaccent(
            left(COALESCE(NEW.description, NEW.body_html, ''), longest_description))), 'D');
    RETURN NEW;
END
$$;
CREATE TRIGGER products_are_indexed
    BEFORE INSERT OR UPDATE OF name, description, body_html, vendor, product_type, tags, sku, search_keywords, search_vector
    ON public.products FOR EACH ROW EXECUTE FUNCTION app.index_product();

CREATE FUNCTION app.index_store_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE public.products p SET search_vector = '' WHERE p.store_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER stores_language_indexes_again AFTER UPDATE OF language ON public.stores
    FOR EACH ROW WHEN (OLD.language IS DISTINCT FROM NEW.language) EXECUTE FUNCTION app.index_store_again();

-- Every product has a variant: one that was inserted without any is given its default one at commit.
CREATE FUNCTION app.provide_default_variant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.product_variants
        (store_id, product_id, sku, barcode, price, compare_at_price, weight, track_inventory)
    SELECT p.store_id, p.id, p.sku, p.barcode, p.price, p.compare_at_price, p.weight, p.track_inventory
    FROM public.products p
    WHERE p.store_id = NEW.store_id AND p.id = NEW.id AND NOT EXISTS (
        SELECT FROM public.product_variants v WHERE v.store_id = NEW.store_id AND v.product_id = NEW.id
    );
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER products_have_a_variant AFTER INSERT ON public.products
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.provide_default_variant();

CREATE FUNCTION app.copy_product_state() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    SELECT p.is_active INTO NEW.product_is_active
    FROM public.products p WHERE p.store_id = NEW.store_id AND p.id = NEW.product_id;
    NEW.product_is_active := COALESCE(NEW.product_is_active, false);
    RETURN NEW;
END
$$;
CREATE TRIGGER product_variants_copy_state BEFORE INSERT ON public.product_variants
    FOR EACH ROW EXECUTE FUNCTION app.copy_product_state();
CREATE TRIGGER product_options_copy_state BEFORE INSERT ON public.product_options
    FOR EACH ROW EXECUTE FUNCTION app.copy_product_state();

CREATE FUNCTION app.spread_product_state() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF OLD.is_active IS DISTINCT FROM NEW.is_active THEN
        UPDATE public.product_variants v SET product_is_active = NEW.is_active
        WHERE v.store_id = NEW.store_id AND v.product_id = NEW.id;
        UPDATE public.product_options o SET product_is_active = NEW.is_active
        WHERE o.store_id = NEW.store_id AND o.product_id = NEW.id;
    END IF;
    IF OLD.track_inventory IS DISTINCT FROM NEW.track_inventory THEN
        UPDATE public.product_variants v SET track_inventory = NEW.track_inventory
        WHERE v.store_id = NEW.store_id AND v.product_id = NEW.id;
    END IF;
    -- A simple product is priced at the product; its one variant follows.
    UPDATE public.product_variants v SET price = NEW.price, compare_at_price = NEW.compare_at_price
    WHERE v.store_id = NEW.store_id AND v.product_id = NEW.id AND v.option1 IS NULL
      AND (v.price, v.compare_at_price) IS DISTINCT FROM (NEW.price, NEW.compare_at_price);
    IF OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL THEN
        PERFORM app.add_usage(NEW.store_id, 'products', -1);
    ELSIF OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL THEN
        IF (app.add_usage(NEW.store_id, 'products', 1)).products > (app.limits_of_store(NEW.store_id)).products_per_store
        THEN
            PERFORM app.refuse('plan_allows_more_products', 'the plan allows no more products in this store');
        END IF;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER products_spread_their_state
    AFTER UPDATE OF is_active, track_inventory, price, compare_at_price, deleted_at ON public.products
    FOR EACH ROW WHEN (
        (OLD.is_active, OLD.track_inventory, OLD.price, OLD.compare_at_price, OLD.deleted_at)
        IS DISTINCT FROM (NEW.is_active, NEW.track_inventory, NEW.price, NEW.compare_at_price, NEW.deleted_at)
    ) EXECUTE FUNCTION app.spread_product_state();

-- The product shows the price of its cheapest active variant.
CREATE FUNCTION app.follow_variant_price() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    changed public.product_variants := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    UPDATE public.products p SET price = cheapest.price, compare_at_price = cheapest.compare_at_price
    FROM (
        SELECT v.price, v.compare_at_price FROM public.product_variants v
        WHERE v.store_id = changed.store_id AND v.product_id = changed.product_id AND v.is_active
        ORDER BY v.price, v.position LIMIT 1
    ) AS cheapest
    WHERE p.store_id = changed.store_id AND p.id = changed.product_id
      AND (p.price, p.compare_at_price) IS DISTINCT FROM (cheapest.price, cheapest.compare_at_price);
    RETURN NULL;
END
$$;
CREATE TRIGGER product_variants_price_their_product
    AFTER DELETE OR UPDATE OF price, compare_at_price, is_active, position ON public.product_variants
    FOR EACH ROW EXECUTE FUNCTION app.follow_variant_price();

-- New variants bring their stock levels, which carry what decides a sale, and price their products: once for all rows of
-- a statement. The rows are known by key, and a plan that was kept from when the shop was small must not read all of it
-- when it has grown.
CREATE FUNCTION app.welcome_variants() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    INSERT INTO public.stock_levels (store_id, variant_id, product_id, tracked, backorder)
    SELECT a.store_id, a.id, a.product_id, a.track_inventory, a.inventory_policy = 'continue' FROM added a;

    UPDATE public.products p SET price = cheapest.price, compare_at_price = cheapest.compare_at_price
    FROM (SELECT DISTINCT a.store_id, a.product_id FROM added a) AS priced
    CROSS JOIN LATERAL (
        SELECT v.price, v.compare_at_price FROM public.product_variants v
        WHERE v.store_id = priced.store_id AND v.product_id = priced.product_id AND v.is_active
        ORDER BY v.price, v.position LIMIT 1
    ) AS cheapest
    WHERE p.store_id = priced.store_id AND p.id = priced.product_id
      AND (p.price, p.compare_at_price) IS DISTINCT FROM (cheapest.price, cheapest.compare_at_price);
    RETURN NULL;
END
$$;
CREATE TRIGGER product_variants_are_welcomed AFTER INSERT ON public.product_variants REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION app.welcome_variants();

CREATE FUNCTION app.follow_variant_stock_policy() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE public.stock_levels l
    SET tracked = NEW.track_inventory, backorder = NEW.inventory_policy = 'continue'
    WHERE l.store_id = NEW.store_id AND l.variant_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER product_variants_decide_their_stock
    AFTER UPDATE OF track_inventory, inventory_policy ON public.product_variants
    FOR EACH ROW WHEN (
        (OLD.track_inventory, OLD.inventory_policy) IS DISTINCT FROM (NEW.track_inventory, NEW.inventory_policy)
    ) EXECUTE FUNCTION app.follow_variant_stock_policy();

-- Moves of one store's tree wait for each other, so that two of them cannot close a circle.
CREATE FUNCTION app.check_category_tree() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.store_id::text, 0));
    IF EXISTS (
        WITH RECURSIVE above AS (
            SELECT c.id, c.parent_id FROM public.categories c WHERE c.store_id = NEW.store_id AND c.id = NEW.parent_id
            UNION
            SELECT c.id, c.parent_id FROM public.categories c JOIN above a ON c.id = a.parent_id
            WHERE c.store_id = NEW.store_id
        )
        SELECT FROM above WHERE id = NEW.id
    ) THEN
        PERFORM app.refuse('categories_form_a_tree', 'a category cannot be inside one of its own subcategories');
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER categories_form_a_tree BEFORE UPDATE OF parent_id ON public.categories
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION app.check_category_tree();

CREATE FUNCTION app.keep_old_slug() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM public.slug_redirects r WHERE r.store_id = NEW.store_id AND r.kind = TG_ARGV[0] AND r.slug = NEW.slug;
    INSERT INTO public.slug_redirects AS r (store_id, kind, slug, target_id)
    VALUES (NEW.store_id, TG_ARGV[0], OLD.slug, NEW.id)
    ON CONFLICT (store_id, kind, slug) DO UPDATE SET target_id = EXCLUDED.target_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER products_keep_old_slugs AFTER UPDATE OF slug ON public.products
    FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION app.keep_old_slug('product');
CREATE TRIGGER categories_keep_old_slugs AFTER UPDATE OF slug ON public.categories
    FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION app.keep_old_slug('category');
CREATE TRIGGER pages_keep_old_slugs AFTER UPDATE OF slug ON public.pages
    FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION app.keep_old_slug('page');

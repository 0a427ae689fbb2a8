import Postgres

/// Each statement takes a whole batch as one JSON document and touches only rows that differ from it.
extension ProductBatch {
    /// Products that had one of these slugs, and have another one today.
    func findRenamed(in store: ID<Store>) -> SQL {
        """
        SELECT r.slug AS old_slug, p.slug FROM slug_redirects r
        JOIN products p ON p.store_id = r.store_id AND p.id = r.target_id
        WHERE r.store_id = \(store) AND r.kind = 'product' AND r.slug = ANY (\(slugs))
            AND NOT EXISTS (SELECT FROM products n WHERE n.store_id = r.store_id AND n.slug = r.slug)
        """
    }

    /// The slug of the category that a product type stands for; a type without Latin letters gets one from its hash.
    private static let categorySlug: SQL = "COALESCE(app.slugify(d.type), 'category-' || left(md5(d.type), 8))"

    func insertCategories(in store: ID<Store>) -> SQL {
        """
        INSERT INTO categories (store_id, name, slug)
        SELECT \(store), min(d.type), \(Self.categorySlug) FROM unnest(\(types)) AS d (type)
        WHERE NOT EXISTS (
            SELECT FROM slug_redirects r
            WHERE r.store_id = \(store) AND r.kind = 'category' AND r.slug = \(Self.categorySlug)
        )
        GROUP BY 3
        ON CONFLICT (store_id, slug) DO NOTHING
        """
    }

    private var types: [String] { Set(drafts.map(\.type)).filter { !$0.isEmpty }.sorted() }

    func upsertProducts(in store: ID<Store>) throws -> SQL {
        """
        INSERT INTO products AS p (
            store_id, category_id, slug, name, product_type, body_html, description, vendor, tags, price,
            compare_at_price, sku, barcode, track_inventory, is_active, is_featured, weight, image_url, image_alt,
            gallery_images, gallery_alts, meta_title, meta_description, published_at
        )
        SELECT \(store), COALESCE(c.id, r.target_id), d.slug, d.name, d.type, d.body_html, d.description, d.vendor,
            d.tags, d.price, d.compare_at_price, d.sku, d.barcode, d.track_inventory, d.is_active, d.is_featured,
            d.weight, d.image_url, d.image_alt, d.gallery_images, d.gallery_alts, d.meta_title, d.meta_description,
            CASE WHEN d.is_active THEN now() END
        FROM jsonb_to_recordset(\(try JSON(encoding: productRows))) AS d (
            slug text, name text, type text, body_html text, description text, vendor text, tags text[],
            price numeric, compare_at_price numeric, sku text, barcode text, track_inventory boolean,
            is_active boolean, is_featured boolean, weight numeric, image_url text, image_alt text,
            gallery_images text[], gallery_alts text[], meta_title text, meta_description text
        )
        LEFT JOIN categories c ON c.store_id = \(store) AND c.slug = \(Self.categorySlug)
        LEFT JOIN slug_redirects r
            ON c.id IS NULL AND r.store_id = \(store) AND r.kind = 'category' AND r.slug = \(Self.categorySlug)
        ON CONFLICT (store_id, slug) DO UPDATE SET
            category_id = COALESCE(EXCLUDED.category_id, p.category_id), name = EXCLUDED.name,
            product_type = EXCLUDED.product_type, body_html = EXCLUDED.body_html, description = EXCLUDED.description,
            vendor = EXCLUDED.vendor, tags = EXCLUDED.tags, price = EXCLUDED.price,
            compare_at_price = EXCLUDED.compare_at_price, sku = EXCLUDED.sku, barcode = EXCLUDED.barcode,
            track_inventory = EXCLUDED.track_inventory, is_active = EXCLUDED.is_active,
            is_featured = p.is_featured OR EXCLUDED.is_featured, weight = EXCLUDED.weight,
            image_url = EXCLUDED.image_url, image_alt = EXCLUDED.image_alt, gallery_images = EXCLUDED.gallery_images,
            gallery_alts = EXCLUDED.gallery_alts, meta_title = EXCLUDED.meta_title,
            meta_description = EXCLUDED.meta_description,
            published_at = COALESCE(p.published_at, EXCLUDED.published_at), deleted_at = NULL
        WHERE (
            p.category_id, p.name, p.product_type, p.body_html, p.description, p.vendor, p.tags, p.price,
            p.compare_at_price, p.sku, p.barcode, p.track_inventory, p.is_active, p.is_featured, p.weight,
            p.image_url, p.image_alt, p.gallery_images, p.gallery_alts, p.meta_title, p.meta_description, p.deleted_at
        ) IS DISTINCT FROM (
            COALESCE(EXCLUDED.category_id, p.category_id), EXCLUDED.name, EXCLUDED.product_type, EXCLUDED.body_html,
            EXCLUDED.description, EXCLUDED.vendor, EXCLUDED.tags, EXCLUDED.price, EXCLUDED.compare_at_price,
            EXCLUDED.sku, EXCLUDED.barcode, EXCLUDED.track_inventory, EXCLUDED.is_active,
            p.is_featured OR EXCLUDED.is_featured, EXCLUDED.weight, EXCLUDED.image_url, EXCLUDED.image_alt,
            EXCLUDED.gallery_images, EXCLUDED.gallery_alts, EXCLUDED.meta_title, EXCLUDED.meta_description, NULL
        )
        RETURNING slug, xmax = 0 AS is_new
        """
    }

    func deleteChangedOptions(in store: ID<Store>) throws -> SQL {
        """
        DELETE FROM product_options o USING products p
        WHERE p.store_id = \(store) AND p.slug = ANY (\(slugs)) AND o.store_id = p.store_id AND o.product_id = p.id
            AND (p.slug, o.position, o.name, o.option_values) NOT IN (
                SELECT d.slug, d.position, d.name, d.option_values FROM \(try draftedOptions)
            )
        RETURNING p.slug
        """
    }

    func insertOptions(in store: ID<Store>) throws -> SQL {
        """
        INSERT INTO product_options (store_id, product_id, position, name, option_values)
        SELECT \(store), p.id, d.position, d.name, d.option_values FROM \(try draftedOptions)
        \(Self.product(in: store))
        ON CONFLICT DO NOTHING
        """
    }

    private var draftedOptions: SQL {
        get throws {
            """
            jsonb_to_recordset(\(try JSON(encoding: optionRows)))
                AS d (slug text, position smallint, name text, option_values text[])
            """
        }
    }
}

import Postgres

extension ProductBatch {
    /// A variant whose option values have other words now is known by its SKU and keeps its id, and so its stock.
    func renameVariants(in store: ID<Store>, _ drafted: SQL) -> SQL {
        """
        WITH renamed AS MATERIALIZED (
            SELECT v.id, d.slug, d.option1, d.option2, d.option3
            FROM \(drafted) \(Self.product(in: store)) \(Self.variants(in: store))
            WHERE v.sku = d.sku AND NOT \(Self.sameOptions) AND NOT EXISTS (
                SELECT FROM product_variants other
                WHERE other.store_id = \(store) AND other.product_id = p.id AND other.id <> v.id
                    AND (other.sku = d.sku OR (other.option1, other.option2, other.option3)
                        IS NOT DISTINCT FROM (d.option1, d.option2, d.option3))
            )
        )
        UPDATE product_variants v SET option1 = r.option1, option2 = r.option2, option3 = r.option3
        FROM renamed r WHERE v.store_id = \(store) AND v.id = r.id
        RETURNING r.slug
        """
    }

    func upsertVariants(in store: ID<Store>, _ drafted: SQL) -> SQL {
        """
        INSERT INTO product_variants AS v (
            store_id, product_id, position, option1, option2, option3, sku, barcode, price, compare_at_price, weight,
            image_url, track_inventory, inventory_policy, requires_shipping, taxable
        )
        SELECT \(store), p.id, d.position, d.option1, d.option2, d.option3, d.sku, d.barcode, d.price,
            d.compare_at_price, d.weight, d.image_url, d.track_inventory, d.inventory_policy, d.requires_shipping,
            d.taxable
        FROM \(drafted) \(Self.product(in: store))
        ON CONFLICT ON CONSTRAINT product_variants_options_are_unique DO UPDATE SET
            position = EXCLUDED.position, sku = EXCLUDED.sku, barcode = EXCLUDED.barcode, price = EXCLUDED.price,
            compare_at_price = EXCLUDED.compare_at_price, weight = EXCLUDED.weight, image_url = EXCLUDED.image_url,
            track_inventory = EXCLUDED.track_inventory, inventory_policy = EXCLUDED.inventory_policy,
            requires_shipping = EXCLUDED.requires_shipping, taxable = EXCLUDED.taxable, is_active = true
        WHERE (
            v.position, v.sku, v.barcode, v.price, v.compare_at_price, v.weight, v.image_url, v.track_inventory,
            v.inventory_policy, v.requires_shipping, v.taxable, v.is_active
        ) IS DISTINCT FROM (
            EXCLUDED.position, EXCLUDED.sku, EXCLUDED.barcode, EXCLUDED.price, EXCLUDED.compare_at_price,
            EXCLUDED.weight, EXCLUDED.image_url, EXCLUDED.track_inventory, EXCLUDED.inventory_policy,
            EXCLUDED.requires_shipping, EXCLUDED.taxable, true
        )
        RETURNING (SELECT p.slug FROM products p WHERE p.store_id = v.store_id AND p.id = v.product_id)
        """
    }

    /// Variants that the file no longer has are taken off sale; orders still name them.
    func retireVariants(in store: ID<Store>, _ drafted: SQL) -> SQL {
        """
        WITH kept AS MATERIALIZED (
            SELECT d.slug, d.option1, d.option2, d.option3 FROM \(drafted)
        ), retired AS MATERIALIZED (
            SELECT v.id, d.slug FROM unnest(\(slugs)) AS d (slug)
            \(Self.product(in: store)) \(Self.variants(in: store))
            WHERE v.is_active AND NOT EXISTS (
                SELECT FROM kept k
                WHERE k.slug = d.slug
                    AND (k.option1, k.option2, k.option3) IS NOT DISTINCT FROM (v.option1, v.option2, v.option3)
            )
        )
        UPDATE product_variants v SET is_active = false FROM retired r WHERE v.store_id = \(store) AND v.id = r.id
        RETURNING r.slug
        """
    }

    /// The file's figures are counts: the difference to what is on hand becomes a movement.
    func countStock(in store: ID<Store>, _ drafted: SQL) -> SQL {
        """
        WITH moved AS MATERIALIZED (
            SELECT d.slug, l.variant_id, d.quantity
            FROM \(drafted) \(Self.product(in: store)) \(Self.variants(in: store))
            CROSS JOIN LATERAL (
                SELECT l.variant_id, l.on_hand FROM stock_levels l
                WHERE l.store_id = \(store) AND l.variant_id = v.id OFFSET 0
            ) AS l
            WHERE \(Self.sameOptions) AND l.on_hand <> d.quantity
        ), counted AS MATERIALIZED (
            SELECT app.import_stock(array_agg(variant_id), array_agg(quantity), 'import') FROM moved
        )
        SELECT DISTINCT moved.slug FROM moved CROSS JOIN counted
        """
    }

    // OFFSET 0 keeps a subquery apart, so that it is looked up by key for each draft and never by reading the whole shop.

    static func product(in store: ID<Store>) -> SQL {
        """
        CROSS JOIN LATERAL (
            SELECT p.id FROM products p WHERE p.store_id = \(store) AND p.slug = d.slug OFFSET 0
        ) AS p
        """
    }

    private static func variants(in store: ID<Store>) -> SQL {
        """
        CROSS JOIN LATERAL (
            SELECT v.id, v.sku, v.option1, v.option2, v.option3, v.is_active FROM product_variants v
            WHERE v.store_id = \(store) AND v.product_id = p.id OFFSET 0
        ) AS v
        """
    }

    private static let sameOptions: SQL =
        "((v.option1, v.option2, v.option3) IS NOT DISTINCT FROM (d.option1, d.option2, d.option3))"

    var draftedVariants: SQL {
        get throws {
            """
            jsonb_to_recordset(\(try JSON(encoding: variantRows))) AS d (
                slug text, position integer, option1 text, option2 text, option3 text, sku text, barcode text,
                price numeric, compare_at_price numeric, weight numeric, image_url text, track_inventory boolean,
                inventory_policy text, requires_shipping boolean, taxable boolean, quantity integer
            )
            """
        }
    }
}

import Foundation
package import Postgres
import Pricing

extension CartItem {
    /// Prices and stock are read anew each time; a cart holds neither.
    static func list(_ session: CartSession, in store: ID<Store>) -> SQL {
        """
        SELECT c.product_id, c.variant_id, c.quantity, p.name, p.slug, v.title, v.sku, v.price, v.requires_shipping,
            v.taxable, COALESCE(v.image_url, p.image_url) AS image, p.image_alt, s.currency,
            p.is_active AND v.is_active AND p.deleted_at IS NULL AS is_sold,
            CASE WHEN l.tracked AND NOT l.backorder THEN GREATEST(l.available, 0) END AS left_over
        FROM cart_items c
        JOIN stores s ON s.id = c.store_id
        JOIN products p ON p.store_id = c.store_id AND p.id = c.product_id
        JOIN product_variants v ON v.store_id = c.store_id AND v.id = c.variant_id
        JOIN stock_levels l ON l.store_id = c.store_id AND l.variant_id = c.variant_id
        WHERE c.store_id = \(store) AND c.session_id = \(session)
        ORDER BY c.created_at, c.id
        """
    }

    /// Locks the lines, so that of two checkouts of one cart the second finds it empty.
    static func lock(_ session: CartSession, in store: ID<Store>) -> SQL {
        "SELECT id FROM cart_items WHERE store_id = \(store) AND session_id = \(session) ORDER BY id FOR UPDATE"
    }

    /// Adds up where the line exists already. Nothing happens for a variant that is not sold.
    static func add(_ variant: ID<Variant>, quantity: Int, to session: CartSession, in store: ID<Store>) -> SQL {
        """
        INSERT INTO cart_items (store_id, session_id, product_id, variant_id, quantity)
        SELECT v.store_id, \(session), v.product_id, v.id, \(Int32(clamping: quantity))
        FROM product_variants v JOIN products p ON p.store_id = v.store_id AND p.id = v.product_id
        WHERE v.store_id = \(store) AND v.id = \(variant) AND v.is_active AND p.is_active AND p.deleted_at IS NULL
        ON CONFLICT (store_id, session_id, product_id, variant_id) WHERE session_id IS NOT NULL
        DO UPDATE SET quantity = cart_items.quantity + EXCLUDED.quantity
        """
    }

    static func setQuantity(
        _ quantity: Int,
        of variant: ID<Variant>,
        in session: CartSession,
        store: ID<Store>
    ) -> SQL {
        """
        UPDATE cart_items SET quantity = \(Int32(clamping: quantity))
        WHERE store_id = \(store) AND session_id = \(session) AND variant_id = \(variant)
        """
    }

    static func remove(_ variant: ID<Variant>, from session: CartSession, in store: ID<Store>) -> SQL {
        """
        DELETE FROM cart_items
        WHERE store_id = \(store) AND session_id = \(session) AND variant_id = \(variant)
        """
    }

    static func removeAll(from session: CartSession, in store: ID<Store>) -> SQL {
        "DELETE FROM cart_items WHERE store_id = \(store) AND session_id = \(session)"
    }

    static func count(_ session: CartSession, in store: ID<Store>) -> SQL {
        """
        SELECT count(*) AS lines, COALESCE(sum(quantity), 0) AS pieces FROM cart_items
        WHERE store_id = \(store) AND session_id = \(session)
        """
    }
}

extension CartItem: PostgresRow {
    package init(row: Row) throws {
        let currency = try Currency(try row.decode("currency", as: String.self))
        product = try row["product_id"]
        variant = try row["variant_id"]
        name = try row["name"]
        variantTitle = try row["title"]
        sku = try row["sku"]
        slug = try row["slug"]
        image = try row["image"]
        imageAlt = try row["image_alt"]
        unitPrice = try Money(try row.decode("price"), currency)
        let quantity: Int = try row["quantity"]
        self.quantity = quantity
        requiresShipping = try row["requires_shipping"]
        isTaxable = try row["taxable"]
        let left: Int? = try row["left_over"]
        availability =
            if try !row.decode("is_sold", as: Bool.self) {
                .withdrawn
            } else if let left, left < quantity {
                .short(left: left)
            } else {
                .available
            }
    }
}

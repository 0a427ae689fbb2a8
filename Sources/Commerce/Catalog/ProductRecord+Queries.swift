import Foundation
package import Postgres
import Pricing

extension ProductRecord {
    /// Up to `limit` products of the store for its owner, newest first, on sale and drafts or those in the archive.
    package static func list(
        in store: ID<Store>, archived: Bool = false, after cursor: ID<Product>? = nil, limit: Int
    ) -> SQL {
        let afterCursor: SQL = if let cursor { ProductSort.newest.condition(after: cursor, in: store) } else { "" }
        let shelf: SQL = archived ? "p.deleted_at IS NOT NULL" : "p.deleted_at IS NULL"
        return """
            \(columns(in: store, from: "products p"))
            WHERE p.store_id = \(store) AND \(shelf)\(afterCursor)
            ORDER BY p.created_at DESC, p.id DESC LIMIT \(limit)
            """
    }

    /// Of these, the products with `text` in their name or at the beginning of a SKU or barcode.
    package static func search(
        _ text: String, in store: ID<Store>, after cursor: ID<Product>? = nil, limit: Int
    ) -> SQL {
        let found: SQL = """
            app.find_products(\(text), \(Int32(clamping: limit)), \(cursor)) AS found
            JOIN products p ON p.id = found.product_id
            """
        return """
            \(columns(in: store, from: found))
            WHERE p.store_id = \(store)
            -- As the function pages.
            ORDER BY p.created_at DESC, p.id DESC
            """
    }

    private static func columns(in store: ID<Store>, from source: SQL) -> SQL {
        """
        SELECT p.id, p.slug, p.name, p.sku, p.price, p.image_url, p.image_alt, p.is_active,
            p.low_stock_threshold, p.updated_at, c.name AS category_name,
            (SELECT currency FROM stores WHERE id = \(store)) AS currency,
            stock.variants, stock.available, stock.tracked
        FROM \(source)
        LEFT JOIN categories c ON c.store_id = p.store_id AND c.id = p.category_id
        CROSS JOIN LATERAL (
            SELECT count(*) AS variants, COALESCE(sum(l.available), 0) AS available,
                COALESCE(bool_or(l.tracked), false) AS tracked
            FROM product_variants v LEFT JOIN stock_levels l ON l.store_id = v.store_id AND l.variant_id = v.id
            WHERE v.store_id = p.store_id AND v.product_id = p.id AND v.is_active
        ) AS stock
        """
    }
}

extension ProductRecord: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        slug = try row["slug"]
        name = try row["name"]
        sku = try row["sku"]
        price = try Money(row["price"], Currency(row["currency"]))
        image = try ProductImage(url: row["image_url"], alt: row["image_alt"])
        categoryName = try row["category_name"]
        isActive = try row["is_active"]
        tracksInventory = try row["tracked"]
        available = try Int(row["available"] as Int64)
        lowStockThreshold = try Int(row["low_stock_threshold"] as Int32)
        variantCount = try Int(row["variants"] as Int64)
        updatedAt = try row["updated_at"]
    }
}

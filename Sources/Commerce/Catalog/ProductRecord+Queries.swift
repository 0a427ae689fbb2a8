import Foundation
package import Postgres
import Pricing

extension ProductRecord {
    /// Up to `limit` products of the store for its owner, newest first; `search` finds parts of names and SKUs.
    package static func list(
        in store: ID<Store>, search: String = "", after cursor: ID<Product>? = nil, limit: Int
    ) -> SQL {
        let matching: SQL = search.isEmpty ? "" : condition(matching: search)
        let afterCursor: SQL = if let cursor { ProductSort.newest.condition(after: cursor, in: store) } else { "" }
        return """
            SELECT p.id, p.slug, p.name, p.sku, p.price, p.image_url, p.image_alt, p.is_active,
                p.low_stock_threshold, p.updated_at, c.name AS category_name,
                (SELECT currency FROM stores WHERE id = \(store)) AS currency,
                stock.variants, stock.available, stock.tracked
            FROM products p
            LEFT JOIN categories c ON c.store_id = p.store_id AND c.id = p.category_id
            CROSS JOIN LATERAL (
                SELECT count(*) AS variants, COALESCE(sum(l.available), 0) AS available,
                    COALESCE(bool_or(l.tracked), false) AS tracked
                FROM product_variants v LEFT JOIN stock_levels l ON l.store_id = v.store_id AND l.variant_id = v.id
                WHERE v.store_id = p.store_id AND v.product_id = p.id AND v.is_active
            ) AS stock
            WHERE p.store_id = \(store) AND p.deleted_at IS NULL\(matching)\(afterCursor)
            ORDER BY p.created_at DESC, p.id DESC LIMIT \(limit)
            """
    }

    private static func condition(matching search: String) -> SQL {
        let pattern = "%\(escapingWildcards(search))%"
        return """
             AND (
                p.name ILIKE \(pattern)
                OR EXISTS (
                    SELECT FROM product_variants v
                    WHERE v.store_id = p.store_id AND v.product_id = p.id AND v.sku ILIKE \(pattern)
                )
            )
            """
    }

    private static func escapingWildcards(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\%_".contains(character) { result.append("\\") }
            result.append(character)
        }
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

import Foundation
package import Postgres
import Pricing

extension ProductSheet {
    /// The product with its variants; nil when the store has no such product.
    package static func find(
        _ id: ID<Product>, in store: ID<Store>, on db: Connection
    ) async throws -> ProductSheet? {
        let found = try await db.pipeline([head(id, in: store), rows(of: id, in: store)])
        guard let head = found[0].first else { return nil }
        return ProductSheet(
            id: try head["id"],
            slug: try head["slug"],
            name: try head["name"],
            isActive: try head["is_active"],
            image: try ProductImage(url: head["image_url"], alt: head["image_alt"]),
            variants: try found[1].map(Row.init(row:))
        )
    }

    private static func head(_ id: ID<Product>, in store: ID<Store>) -> SQL {
        """
        SELECT id, slug, name, is_active, image_url, image_alt FROM products
        WHERE store_id = \(store) AND id = \(id) AND deleted_at IS NULL
        """
    }

    private static func rows(of product: ID<Product>, in store: ID<Store>) -> SQL {
        """
        SELECT v.id, v.title, v.sku, v.price, v.compare_at_price, COALESCE(l.tracked, false) AS tracked,
            COALESCE(l.on_hand, 0) AS on_hand, COALESCE(l.reserved, 0) AS reserved,
            (SELECT currency FROM stores WHERE id = \(store)) AS currency
        FROM product_variants v LEFT JOIN stock_levels l ON l.store_id = v.store_id AND l.variant_id = v.id
        WHERE v.store_id = \(store) AND v.product_id = \(product) AND v.is_active
        ORDER BY v.position, v.id
        """
    }
}

extension ProductSheet.Row: PostgresRow {
    package init(row: Postgres.Row) throws {
        let currency = try Currency(row["currency"])
        id = try row["id"]
        title = try row["title"]
        sku = try row["sku"]
        price = try Money(row["price"], currency)
        compareAtPrice = try (row["compare_at_price"] as Decimal?).map { try Money($0, currency) }
        isCounted = try row["tracked"]
        onHand = try Int(row["on_hand"] as Int32)
        reserved = try Int(row["reserved"] as Int32)
    }
}

import Foundation
package import Postgres
import Pricing

extension ProductSheet {
    /// The product with its variants; nil when the store has no such product.
    package static func find(
        _ id: ID<Product>, in store: ID<Store>, on db: Connection
    ) async throws -> ProductSheet? {
        try ProductSheet(results: try await db.pipeline([head(id, in: store), rows(of: id, in: store)]))
    }

    /// The same, for whoever is about to write it.
    static func lock(_ id: ID<Product>, in store: ID<Store>, on db: Connection) async throws -> ProductSheet? {
        let head = head(id, in: store) + " FOR NO KEY UPDATE"
        return try ProductSheet(results: try await db.pipeline([head, rows(of: id, in: store)]))
    }

    private init?(results: [[Postgres.Row]]) throws {
        guard let head = results[0].first else { return nil }
        self.init(
            id: try head["id"],
            slug: try head["slug"],
            name: try head["name"],
            isActive: try head["is_active"],
            isFeatured: try head["is_featured"],
            bodyHTML: try head["body_html"],
            category: try head["category_id"],
            images: try ProductImage.all(head),
            metaTitle: try head["meta_title"],
            metaDescription: try head["meta_description"],
            variants: try results[1].map(Row.init(row:))
        )
    }

    private static func head(_ id: ID<Product>, in store: ID<Store>) -> SQL {
        """
        SELECT id, slug, name, is_active, is_featured, body_html, category_id, image_url, image_alt, gallery_images,
            gallery_alts, meta_title, meta_description
        FROM products WHERE store_id = \(store) AND id = \(id) AND deleted_at IS NULL
        """
    }

    private static func rows(of product: ID<Product>, in store: ID<Store>) -> SQL {
        """
        SELECT v.id, v.title, v.sku, v.barcode, v.weight, v.price, v.compare_at_price, COALESCE(l.tracked, false) AS tracked,
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
        barcode = try row["barcode"]
        weight = try (row["weight"] as Decimal?).map { NSDecimalNumber(decimal: $0).intValue }
        price = try Money(row["price"], currency)
        compareAtPrice = try (row["compare_at_price"] as Decimal?).map { try Money($0, currency) }
        isCounted = try row["tracked"]
        onHand = try Int(row["on_hand"] as Int32)
        reserved = try Int(row["reserved"] as Int32)
    }
}

import Foundation
package import Postgres
package import Pricing

/// What an owner changes about a product.
package struct ProductChange: Equatable, Sendable {
    package let details: ProductDetails
    package let variants: [Row]

    package init(details: ProductDetails, variants: [Row]) {
        self.details = details
        self.variants = variants
    }

    /// A variant's new price, codes and stock.
    package struct Row: Equatable, Sendable {
        package let id: ID<Variant>
        package let price: Money
        package let compareAtPrice: Money?
        package let sku: String?
        package let barcode: String?
        /// In grams.
        package let weight: Int?
        /// Nil leaves the stock alone.
        package let stock: StockCount?

        package init(
            id: ID<Variant>,
            price: Money,
            compareAtPrice: Money?,
            sku: String? = nil,
            barcode: String? = nil,
            weight: Int? = nil,
            stock: StockCount?
        ) {
            self.id = id
            self.price = price
            self.compareAtPrice = compareAtPrice
            self.sku = sku
            self.barcode = barcode
            self.weight = weight
            self.stock = stock
        }
    }

    /// How many pieces the page showed, and how many there are.
    package struct StockCount: Equatable, Sendable {
        package let expected: Int
        package let counted: Int

        package init(expected: Int, counted: Int) {
            self.expected = expected
            self.counted = counted
        }
    }
}

/// Writes a change of a product: all of it or nothing.
package enum EditProduct {
    /// - Parameter version: of the product that the form showed; nil overwrites whatever there is.
    /// - Throws: ``ProductError``
    package static func run(
        _ change: ProductChange,
        of product: ID<Product>,
        replacing version: String? = nil,
        in store: ID<Store>,
        on db: Connection
    ) async throws {
        guard let current = try await ProductSheet.lock(product, in: store, on: db) else { throw ProductError.unknown }
        guard version == nil || current.version == version else { throw ProductError.changedMeanwhile }
        try await ProductError.naming {
            let category = try await change.details.category.id(in: store, on: db)
            let only = current.variants.count == 1 && current.variants[0].title == nil ? change.variants.first : nil
            try await db.execute(change.head(of: product, only: only, category: category, in: store))
            _ = try await db.pipeline(change.variants.map { $0.update(of: product, in: store) })
        }
        for row in change.variants { try await row.count(on: db) }
    }
}

extension ProductChange {
    /// A product without options carries the codes of its `only` variant.
    fileprivate func head(
        of product: ID<Product>, only: Row?, category: ID<Category>?, in store: ID<Store>
    ) -> SQL {
        """
        UPDATE products SET name = \(details.name), slug = COALESCE(\(details.slug), slug), category_id = \(category),
            body_html = \(details.bodyHTML), description = \(details.plainText), image_url = \(details.images.first?.url),
            image_alt = \(details.images.first?.alt), gallery_images = \(details.gallery.map(\.url)),
            gallery_alts = \(details.gallery.map(\.alt)), meta_title = \(details.metaTitle),
            meta_description = \(details.metaDescription), is_active = \(details.isActive),
            is_featured = \(details.isFeatured), sku = CASE WHEN \(only != nil) THEN \(only?.sku) ELSE sku END,
            barcode = CASE WHEN \(only != nil) THEN \(only?.barcode) ELSE barcode END,
            published_at = CASE WHEN \(details.isActive) THEN COALESCE(published_at, now()) ELSE published_at END
        WHERE store_id = \(store) AND id = \(product) AND deleted_at IS NULL
        """
    }
}

extension ProductChange.Row {
    /// The product's own price follows by trigger.
    fileprivate func update(of product: ID<Product>, in store: ID<Store>) -> SQL {
        """
        UPDATE product_variants SET price = \(price.decimal), compare_at_price = \(compareAtPrice?.decimal), sku = \(sku),
            barcode = \(barcode), weight = \(weight)
        WHERE store_id = \(store) AND product_id = \(product) AND id = \(id)
            AND (price, compare_at_price, sku, barcode, weight) IS DISTINCT FROM
                (\(price.decimal), \(compareAtPrice?.decimal), \(sku), \(barcode), \(weight))
        """
    }

    fileprivate func count(on db: Connection) async throws {
        guard let stock, stock.counted != stock.expected else { return }
        do {
            try await db.execute(
                "SELECT app.set_stock(\(id), \(Int32(clamping: stock.expected)), \(Int32(clamping: stock.counted)), 'count')"
            )
        } catch let error as PostgresError {
            throw ProductError(error, of: id) ?? error
        }
    }
}

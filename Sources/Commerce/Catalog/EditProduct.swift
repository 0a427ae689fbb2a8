import Foundation
package import Postgres
package import Pricing

/// What an owner changes about a product.
package struct ProductChange: Equatable, Sendable {
    package let name: String
    package let isActive: Bool
    package let variants: [Row]

    package init(name: String, isActive: Bool, variants: [Row]) {
        self.name = name
        self.isActive = isActive
        self.variants = variants
    }

    /// A variant's new price and stock.
    package struct Row: Equatable, Sendable {
        package let id: ID<Variant>
        package let price: Money
        package let compareAtPrice: Money?
        /// Nil leaves the stock alone.
        package let stock: StockCount?

        package init(id: ID<Variant>, price: Money, compareAtPrice: Money?, stock: StockCount?) {
            self.id = id
            self.price = price
            self.compareAtPrice = compareAtPrice
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

/// Why a product stays as it is.
package enum ProductError: Error, Hashable {
    /// This store has no such product.
    case unknown
    /// Somebody sold or counted since the page was opened.
    case stockChanged(ID<Variant>)
    /// Orders that are being paid hold more pieces than that.
    case stockReserved(ID<Variant>)
}

/// Writes a change of a product: all of it or nothing.
package enum EditProduct {
    package static func run(
        _ change: ProductChange,
        of product: ID<Product>,
        in store: ID<Store>,
        on db: Connection
    ) async throws {
        guard try await db.execute(change.head(of: product, in: store)) == 1 else { throw ProductError.unknown }
        _ = try await db.pipeline(change.variants.map { $0.price(of: product, in: store) })
        for row in change.variants { try await row.count(on: db) }
    }
}

extension ProductChange {
    fileprivate func head(of product: ID<Product>, in store: ID<Store>) -> SQL {
        """
        UPDATE products SET name = \(name), is_active = \(isActive),
            published_at = CASE WHEN \(isActive) THEN COALESCE(published_at, now()) ELSE published_at END
        WHERE store_id = \(store) AND id = \(product) AND deleted_at IS NULL
        """
    }
}

extension ProductChange.Row {
    /// The product's own price follows by trigger.
    fileprivate func price(of product: ID<Product>, in store: ID<Store>) -> SQL {
        """
        UPDATE product_variants SET price = \(price.decimal), compare_at_price = \(compareAtPrice?.decimal)
        WHERE store_id = \(store) AND product_id = \(product) AND id = \(id)
            AND (price, compare_at_price) IS DISTINCT FROM (\(price.decimal), \(compareAtPrice?.decimal))
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

extension ProductError {
    fileprivate init?(_ error: PostgresError, of variant: ID<Variant>) {
        switch error.constraint {
        case "stock_levels_changed_meanwhile": self = .stockChanged(variant)
        case "stock_levels_never_oversold": self = .stockReserved(variant)
        case "stock_levels_variant_in_same_store": self = .unknown
        default: return nil
        }
    }
}

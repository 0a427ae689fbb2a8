import Postgres

/// Why a product is not added, or stays as it is.
package enum ProductError: Error, Hashable {
    /// This store has no such product.
    case unknown
    /// Somebody sold or counted since the page was opened.
    case stockChanged(ID<Variant>)
    /// Orders that are being paid hold more pieces than that.
    case stockReserved(ID<Variant>)
    /// Somebody else saved since the form was opened.
    case changedMeanwhile
    case slugTaken
    case skuTaken
    /// This store has no such category.
    case unknownCategory
}

extension ProductError {
    init?(_ error: PostgresError, of variant: ID<Variant>) {
        switch error.constraint {
        case "stock_levels_changed_meanwhile": self = .stockChanged(variant)
        case "stock_levels_never_oversold": self = .stockReserved(variant)
        case "stock_levels_variant_in_same_store": self = .unknown
        default: return nil
        }
    }

    private init?(_ error: PostgresError) {
        switch error.constraint {
        case "products_slug_is_unique": self = .slugTaken
        case "products_sku_is_unique": self = .skuTaken
        case "products_category_in_same_store": self = .unknownCategory
        default: return nil
        }
    }

    /// Runs `body`, and says by its name what a constraint refused.
    static func naming<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw ProductError(error) ?? error
        }
    }
}

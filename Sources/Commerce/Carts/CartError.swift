import Postgres

/// Why a cart stays as it is.
package enum CartError: Error, Hashable {
    /// Below one, or more than one line may hold.
    case quantity
    /// This store sells no such thing.
    case unknownVariant
    /// There is no such line in the cart.
    case unknownItem
    case tooManyItems
}

extension CartError {
    package var code: String {
        switch self {
        case .quantity: "quantity_out_of_range"
        case .unknownVariant: "variant_unknown"
        case .unknownItem: "cart_item_unknown"
        case .tooManyItems: "cart_full"
        }
    }

    init?(_ error: PostgresError) {
        switch error.constraint {
        case "cart_items_quantity_positive", "cart_items_quantity_reasonable": self = .quantity
        case "cart_items_product_in_same_store", "cart_items_variant_of_product": self = .unknownVariant
        default: return nil
        }
    }
}

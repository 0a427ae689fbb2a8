import Postgres
package import Pricing

/// Why nothing was ordered, or not yet paid for.
package enum CheckoutError: Error, Equatable {
    case emptyCart
    case invalid([CheckoutField: FieldProblem])
    /// The total is another than the buyer saw; here is the new one.
    case totalChanged(CheckoutQuote)
    /// These lines cannot be had as they stand.
    case unavailable([CartItem])
    /// Somebody was faster, between the look at the cart and the order.
    case outOfStock(ID<Variant>?)
    case paymentMethodNotOffered
    /// The cart cannot be priced: its sum is larger than can be stored.
    case unpriceable(PricingError)
    /// A promotion was used up or ended between the look at the cart and the order.
    case promotionOver
    case storeClosed
    case planLimit
    /// The key came before with another form.
    case keyReused
    /// The first submission with this key is still being worked on.
    case inProgress
    case keyMalformed
    /// The order stands; its payment could not be prepared yet. The same submission again continues it.
    case paymentUnavailable(OrderToken)
    /// The payment provider does not take the store's key or the amount; the order was cancelled.
    case paymentRefused
}

extension CheckoutError {
    package var code: String {
        switch self {
        case .emptyCart: "cart_empty"
        case .invalid: "form_invalid"
        case .totalChanged: "total_changed"
        case .unavailable: "items_unavailable"
        case .outOfStock: "out_of_stock"
        case .paymentMethodNotOffered: "payment_method_not_offered"
        case .unpriceable: "total_out_of_range"
        case .promotionOver: "promotion_over"
        case .storeClosed: "store_closed"
        case .planLimit: "plan_limit_reached"
        case .keyReused: "idempotency_key_reused"
        case .inProgress: "checkout_in_progress"
        case .keyMalformed: "idempotency_key_malformed"
        case .paymentUnavailable: "payment_unavailable"
        case .paymentRefused: "payment_refused"
        }
    }

    /// What a constraint of the database says about a checkout.
    init?(_ error: PostgresError) {
        switch error.constraint {
        case "stock_levels_never_oversold": self = .outOfStock(error.detail.flatMap(ID<Variant>.init))
        case "stock_levels_variant_in_same_store": self = .outOfStock(nil)
        case "plan_allows_more_orders": self = .planLimit
        case "promotion_uses_promotion_in_force", "promotion_uses_within_limit",
            "promotion_uses_within_limit_per_customer":
            self = .promotionOver
        case "customers_email_has_an_at": self = .invalid([.email: .malformed])
        default: return nil
        }
    }
}

extension CheckoutError {
    /// A price, or why there is none.
    static func pricing<Value>(_ body: () throws(PricingError) -> Value) throws(CheckoutError) -> Value {
        do {
            return try body()
        } catch {
            throw .unpriceable(error)
        }
    }
}

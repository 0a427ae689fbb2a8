package import Foundation
package import Postgres
package import Pricing

/// The store's terms of checkout: shipping, tax and who may be paid how. One of each, until zones say otherwise.
package struct CheckoutTerms: Hashable, Sendable {
    package let currency: Currency
    package let shippingRate: Money
    /// From this price of the goods on, they are brought for nothing.
    package let shippingFreeFrom: Money?
    /// A share of the goods' price, exact to a millionth.
    package let taxRate: Decimal
    package let pricesIncludeTax: Bool
    package let acceptsCards: Bool
    package let publishableKey: String?
    package let isOpen: Bool

    package init(
        currency: Currency,
        shippingRate: Money,
        shippingFreeFrom: Money? = nil,
        taxRate: Decimal = 0,
        pricesIncludeTax: Bool = false,
        acceptsCards: Bool = false,
        publishableKey: String? = nil,
        isOpen: Bool = true
    ) {
        self.currency = currency
        self.shippingRate = shippingRate
        self.shippingFreeFrom = shippingFreeFrom
        self.taxRate = taxRate
        self.pricesIncludeTax = pricesIncludeTax
        self.acceptsCards = acceptsCards
        self.publishableKey = publishableKey
        self.isOpen = isOpen
    }

    /// Cards where the store has keys of Stripe's, and by hand where it has none.
    package var offered: [CheckoutPayment] { acceptsCards ? [.card] : [.manual] }
}

extension CheckoutTerms {
    /// The terms of a store; nil when there is no such store.
    package static func find(_ store: ID<Store>, on db: Connection) async throws -> CheckoutTerms? {
        try await db.first(fetch(store), as: CheckoutTerms.self)
    }
}

extension CheckoutTerms: PostgresRow {
    static func fetch(_ store: ID<Store>) -> SQL {
        """
        SELECT currency, shipping_flat_rate, shipping_free_from, tax_rate, prices_include_tax, payment_enabled,
            stripe_publishable_key, is_open
        FROM stores WHERE id = \(store)
        """
    }

    package init(row: Row) throws {
        currency = try Currency(try row.decode("currency", as: String.self))
        shippingRate = try Money(try row.decode("shipping_flat_rate"), currency)
        let freeFrom: Decimal? = try row["shipping_free_from"]
        shippingFreeFrom = if let freeFrom { try Money(freeFrom, currency) } else { nil }
        taxRate = try row["tax_rate"]
        pricesIncludeTax = try row["prices_include_tax"]
        publishableKey = try row["stripe_publishable_key"]
        isOpen = try row["is_open"]
        acceptsCards = try row.decode("payment_enabled", as: Bool.self) && publishableKey != nil
    }
}

import Foundation
import Postgres
import Pricing

extension BuyerFacts {
    /// Whether a row `c` of customers is the buyer's.
    var condition: SQL {
        if let shopper { return "c.user_id = \(shopper)" }
        return email.map { "lower(c.email) = lower(\($0))" } ?? "false"
    }

    /// The two statements that `circumstances(_:)` reads.
    func fetch(in store: ID<Store>) -> [SQL] {
        [
            """
            SELECT date_trunc('second', now()) AS instant, EXISTS (
                SELECT FROM orders o JOIN customers c ON c.store_id = o.store_id AND c.id = o.customer_id
                WHERE o.store_id = \(store) AND o.status <> 'cancelled' AND \(condition)
            ) AS has_ordered
            """,
            Promotion.offered(for: self, in: store),
        ]
    }

    func circumstances(_ found: some Collection<[Row]>) throws -> PricingCircumstances {
        var circumstances = PricingCircumstances()
        circumstances.codes = codes
        circumstances.destination = destination
        guard let first = found.first?.first, let promotions = found.dropFirst().first else { return circumstances }
        circumstances.instant = try first["instant"]
        circumstances.buyer.hasOrdered = try first["has_ordered"]
        // The shop goes on selling beside a promotion that this program cannot read.
        circumstances.promotions = promotions.compactMap { try? PromotionRule(offered: $0) }
        return circumstances
    }
}

extension CheckoutForm {
    /// The buyer as the form names him.
    func buyer(_ shopper: ID<User>?) -> BuyerFacts {
        BuyerFacts(
            codes: codes,
            email: email,
            shopper: shopper,
            destination: Destination(
                country: shippingAddress.country,
                region: shippingAddress.region,
                postcode: shippingAddress.postalCode
            )
        )
    }
}

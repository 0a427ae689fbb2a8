package import Postgres
import Pricing

/// A cart as the checkout shows it: what it holds, under which terms, and what it costs.
package struct Checkout: Hashable, Sendable {
    package let items: [CartItem]
    package let terms: CheckoutTerms
    package let quote: CheckoutQuote
}

/// Shows somebody what the order would be. Nothing is reserved by looking. The program itself looks: promotions are no
/// visitor's to read.
package enum ShowCheckout {
    package static func run(
        _ session: CartSession,
        for buyer: BuyerFacts = BuyerFacts(),
        in store: ID<Store>,
        on db: Connection
    ) async throws -> Checkout {
        let found = try await db.pipeline(
            [CartItem.list(session, in: store), CheckoutTerms.fetch(store)] + buyer.fetch(in: store)
        )
        guard let terms = try found[1].first.map(CheckoutTerms.init(row:)) else { throw CheckoutError.storeClosed }
        let items = try found[0].map(CartItem.init(row:))
        let circumstances = try buyer.circumstances(found[2...])
        let quote = try CheckoutError.pricing { () throws(PricingError) in
            try CheckoutQuote(of: items, under: terms, in: circumstances)
        }
        return Checkout(items: items, terms: terms, quote: quote)
    }
}

import Commerce
import Postgres

/// What stands around a product on its page: the shop's terms and other products of its category.
struct ProductSurroundings: Sendable {
    var related: [ProductSummary] = []
    var terms: CheckoutTerms?

    /// One row of four, or two rows of two.
    private static let relatedCount = 4

    static func find(of product: Product, in store: ID<Store>, on db: Connection) async throws -> ProductSurroundings {
        ProductSurroundings(
            related: try await BrowseCatalogue.related(to: product.id, in: store, limit: relatedCount, on: db),
            terms: try await CheckoutTerms.find(store, on: db)
        )
    }
}

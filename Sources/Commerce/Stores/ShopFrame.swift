package import Postgres

/// What stands around every page of a shop.
package struct ShopFrame: Sendable {
    /// The open ones, in the owner's order.
    package let categories: [Category]
    /// What the store says of itself.
    package let policies: [PolicyName]
    /// How many pieces lie in the cart.
    package let pieces: Int

    /// In one round trip, because every page makes it.
    package static func fetch(_ cart: CartSession?, in store: ID<Store>, on db: Connection) async throws -> ShopFrame {
        let counting = cart.map { [CartItem.count($0, in: store)] } ?? []
        let found = try await db.pipeline([Category.list(in: store), Policy.listWritten(in: store)] + counting)
        return ShopFrame(
            categories: try found[0].map(Category.init(row:)),
            policies: try Policy.names(found[1]),
            pieces: counting.isEmpty ? 0 : try found[2].first?.decode("pieces") ?? 0
        )
    }
}

package import Postgres

/// A guest's cart with today's prices and stock.
package enum ShowCart {
    package static func run(_ session: CartSession, in store: ID<Store>, on db: Connection) async throws -> Cart {
        Cart(items: try await db.query(CartItem.list(session, in: store)))
    }
}

package import Postgres

/// Puts pieces of a variant into a guest's cart, on top of those that lie there.
package enum AddToCart {
    package static func run(
        _ variant: ID<Variant>,
        quantity: Int,
        to session: CartSession,
        in store: ID<Store>,
        on db: Connection
    ) async throws {
        guard (1...Cart.quantityLimit).contains(quantity) else { throw CartError.quantity }
        try await CartError.translating {
            let added = try await db.execute(CartItem.add(variant, quantity: quantity, to: session, in: store))
            guard added == 1 else { throw CartError.unknownVariant }
        }
        let lines: Int = try await db.one(CartItem.count(session, in: store)).decode("lines")
        guard lines <= Cart.itemLimit else { throw CartError.tooManyItems }
    }
}

/// Sets the pieces of a line; zero takes the line away.
package enum SetCartQuantity {
    package static func run(
        _ quantity: Int,
        of variant: ID<Variant>,
        in session: CartSession,
        store: ID<Store>,
        on db: Connection
    ) async throws {
        guard quantity != 0 else { return try await RemoveFromCart.run(variant, from: session, in: store, on: db) }
        guard (1...Cart.quantityLimit).contains(quantity) else { throw CartError.quantity }
        let change = CartItem.setQuantity(quantity, of: variant, in: session, store: store)
        guard try await db.execute(change) == 1 else { throw CartError.unknownItem }
    }
}

/// Takes a line out of a cart; it does not matter whether it was there.
package enum RemoveFromCart {
    package static func run(
        _ variant: ID<Variant>,
        from session: CartSession,
        in store: ID<Store>,
        on db: Connection
    ) async throws {
        try await db.execute(CartItem.remove(variant, from: session, in: store))
    }
}

extension CartError {
    /// Runs statements and gives what their constraints say as an error of carts.
    static func translating<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw CartError(error) ?? error
        }
    }
}

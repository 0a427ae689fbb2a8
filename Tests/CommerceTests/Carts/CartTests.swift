import Commerce
import Foundation
import Postgres
import Pricing
import TestSupport
import Testing

@Suite(.database) struct CartTests {
    @Test func `what is added again adds up, with the price of today`() async throws {
        let shop = try await Shop.open(stock: 5)

        try await shop.add(2)
        try await shop.add(1)

        let cart = try await shop.cart()
        #expect(cart.items.map(\.quantity) == [3])
        #expect(cart.items.map(\.unitPrice) == [Money(minorUnits: 20_00, .usd)])
        #expect(cart.unavailable.isEmpty)
    }

    @Test func `twenty adds at once are one line of twenty`() async throws {
        let shop = try await Shop.open(stock: 50)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { try await shop.add() } }
            try await group.waitForAll()
        }

        #expect(try await shop.cart().items.map(\.quantity) == [20])
    }

    @Test(arguments: [0, -1, 10_000, .max, .min])
    func `absurd quantities are refused`(quantity: Int) async throws {
        let shop = try await Shop.open()

        await #expect(throws: CartError.quantity) { try await shop.add(quantity) }
        #expect(try await shop.cart().items.isEmpty)
    }

    @Test func `a line does not grow past the limit`() async throws {
        let shop = try await Shop.open()
        try await shop.add(9_999)

        await #expect(throws: CartError.quantity) { try await shop.add(1) }

        #expect(try await shop.cart().items.map(\.quantity) == [9_999])
    }

    @Test func `another store's variant, an unknown and a withdrawn one are not sold here`() async throws {
        let shop = try await Shop.open()
        let other = try await Shop.open()

        await #expect(throws: CartError.unknownVariant) { try await shop.add(of: other.variant) }
        await #expect(throws: CartError.unknownVariant) { try await shop.add(of: ID(UUID())) }
        try await shop.administrator.execute("UPDATE products SET is_active = false WHERE store_id = \(shop.store)")
        await #expect(throws: CartError.unknownVariant) { try await shop.add() }
    }

    @Test func `a cart is seen by its own guest only`() async throws {
        let shop = try await Shop.open()
        let stranger = shop.another(session: "stranger-of-the-first-guest")
        try await shop.add(2)

        let seen = try await shop.database.transaction(as: .visitor(store: shop.store, cart: stranger.session)) { db in
            try await ShowCart.run(shop.session, in: shop.store, on: db)
        }

        #expect(seen.items.isEmpty)
        await #expect(throws: CartError.unknownItem) {
            try await shop.database.transaction(as: .visitor(store: shop.store, cart: stranger.session)) { db in
                try await SetCartQuantity.run(9, of: shop.variant, in: shop.session, store: shop.store, on: db)
            }
        }
        #expect(try await shop.cart().quantity == 2)
    }

    @Test func `quantities are set, zero takes the line away`() async throws {
        let shop = try await Shop.open()
        try await shop.add(2)

        try await set(7, in: shop)
        #expect(try await shop.cart().quantity == 7)
        await #expect(throws: CartError.quantity) { try await set(-1, in: shop) }
        try await set(0, in: shop)

        #expect(try await shop.cart().items.isEmpty)
    }

    @Test func `a cart says what is short and what is withdrawn`() async throws {
        let shop = try await Shop.open(stock: 3)
        try await shop.add(4)
        #expect(try await shop.cart().items.map(\.availability) == [.short(left: 3)])

        try await shop.administrator.execute("UPDATE products SET is_active = false WHERE store_id = \(shop.store)")

        #expect(try await shop.cart().items.map(\.availability) == [.withdrawn])
    }

    @Test func `a cart takes a hundred different things and no more`() async throws {
        let shop = try await Shop.open()
        for _ in 0..<Cart.itemLimit {
            let variant = ID<Variant>(UUID())
            try await shop.makeProduct(variant, price: 1, stock: 0)
            try await shop.add(of: variant)
        }

        await #expect(throws: CartError.tooManyItems) { try await shop.add() }

        #expect(try await shop.cart().items.count == Cart.itemLimit)
    }

    private func set(_ quantity: Int, in shop: Shop) async throws {
        try await shop.database.transaction(as: .visitor(store: shop.store, cart: shop.session)) { db in
            try await SetCartQuantity.run(quantity, of: shop.variant, in: shop.session, store: shop.store, on: db)
        }
    }
}

import Commerce
import Foundation
import Postgres
import TestSupport
import Testing

/// What the database holds about the uses of promotions, whoever asks at once.
@Suite(.database) struct PromotionLimitTests {
    @Test func `of 32 checkouts at once a promotion is used as often as it may be`() async throws {
        let shop = try await Shop.open()
        let promotion = try await shop.makePromotion(limit: 5)
        let orders = try await shop.makeOrders(32)

        let used = await shop.race(orders.map { use(promotion, $0) }, refusedBy: "promotion_uses_within_limit")

        #expect(used == 5)
        #expect(try await shop.uses(promotion) == [5, 5])
    }

    @Test func `of 32 checkouts of one customer at once as many use it as one customer may`() async throws {
        let shop = try await Shop.open()
        let promotion = try await shop.makePromotion(limitPerCustomer: 2)
        let orders = try await shop.makeOrders(32, ofOneCustomer: true)

        let used = await shop.race(
            orders.map { use(promotion, $0) }, refusedBy: "promotion_uses_within_limit_per_customer"
        )

        #expect(used == 2)
        #expect(try await shop.uses(promotion) == [2, 2])
    }

    @Test func `an order that is given up gives its use back, once`() async throws {
        let shop = try await Shop.open()
        let promotion = try await shop.makePromotion(limit: 2)
        let orders = try await shop.makeOrders(3)
        for order in orders.prefix(2) { try await shop.service(use(promotion, order)) }

        for _ in 0..<3 { try await shop.service("SELECT app.release_promotions(\(orders[0]))") }

        #expect(try await shop.uses(promotion) == [1, 1])
        try await shop.service(use(promotion, orders[2]))
        #expect(try await shop.uses(promotion) == [2, 2])
    }

    @Test func `a limit that is set later counts earlier uses`() async throws {
        let shop = try await Shop.open()
        let promotion = try await shop.makePromotion()
        let orders = try await shop.makeOrders(4)
        for order in orders.prefix(3) { try await shop.service(use(promotion, order)) }
        try await shop.service("SELECT app.release_promotions(\(orders[0]))")

        try await shop.service("UPDATE promotions SET uses_limit = 2 WHERE id = \(promotion)")

        let used = await shop.race([use(promotion, orders[3])], refusedBy: "promotion_uses_within_limit")
        #expect(used == 0)
    }

    @Test func `a promotion that is over, and one of another store, are not used`() async throws {
        let shop = try await Shop.open()
        let other = try await Shop.open()
        let over = try await shop.makePromotion()
        let foreign = try await other.makePromotion()
        let order = try await shop.makeOrders(1)[0]
        try await shop.service("UPDATE promotions SET is_active = false WHERE id = \(over)")

        let used = await shop.race(
            [use(over, order), use(foreign, order)], refusedBy: "promotion_uses_promotion_in_force"
        )

        #expect(used == 0)
        #expect(try await other.uses(foreign) == [0, 0])
    }

    @Test func `another store's order gives nothing back here`() async throws {
        let shop = try await Shop.open()
        let other = try await Shop.open()
        let promotion = try await shop.makePromotion(limit: 2)
        let order = try await shop.makeOrders(1)[0]
        try await shop.service(use(promotion, order))

        try await other.service("SELECT app.release_promotions(\(order))")

        #expect(try await shop.uses(promotion) == [1, 1])
    }

    private func use(_ promotion: UUID, _ order: UUID) -> SQL {
        "SELECT app.use_promotion(\(promotion), o.id, o.customer_id, 1) FROM orders o WHERE o.id = \(order)"
    }
}

extension Shop {
    func makePromotion(limit: Int? = nil, limitPerCustomer: Int? = nil) async throws -> UUID {
        let id = UUID()
        try await service(
            """
            INSERT INTO promotions (id, store_id, name, benefit, uses_limit, uses_limit_per_customer)
            VALUES (\(id), \(store), 'Spring', '{}', \(limit.map { Int32($0) }), \(limitPerCustomer.map { Int32($0) }))
            """
        )
        return id
    }

    /// As counted, and as listed order by order.
    func uses(_ promotion: UUID) async throws -> [Int] {
        [
            try await number("SELECT uses AS n FROM promotion_counts WHERE promotion_id = \(promotion)"),
            try await number(
                "SELECT count(*) AS n FROM promotion_uses WHERE promotion_id = \(promotion) AND released_at IS NULL"
            ),
        ]
    }
}

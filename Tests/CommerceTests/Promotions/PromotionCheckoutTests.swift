import Commerce
import Foundation
import Postgres
import Pricing
import TestSupport
import Testing

/// Promotions from the shop's people to the order and back.
@Suite(.database) struct PromotionCheckoutTests {
    @Test func `a code makes the order cheaper, line by line, and is used once`() async throws {
        let shop = try await Shop.open()
        let promotion = try await shop.add(try spring(code: "spring"))
        try await shop.add(2)

        let placed = try await shop.place(shop.form(total: 41_00, codes: ["Spring"]))

        let page = try #require(try await shop.page(placed.id))
        #expect(page.order.discount == Money(minorUnits: 4_00, .usd))
        #expect(page.order.total == Money(minorUnits: 41_00, .usd))
        let line = try await shop.administrator.one(
            "SELECT discount_amount, total_price FROM order_items WHERE store_id = \(shop.store)"
        )
        #expect(try line.decode("discount_amount", as: Decimal.self) == 4)
        #expect(try line.decode("total_price", as: Decimal.self) == 40)
        #expect(try await shop.uses(promotion.uuid)[1] == 1)
        let quote = try await shop.administrator.one("SELECT quote FROM orders WHERE id = \(placed.id)")
        let kept = try quote.decode("quote", as: JSON.self).decode(PriceQuote.self)
        #expect(kept.totals.total == placed.total)
    }

    @Test func `an automatic promotion needs no code, and an unknown code changes nothing`() async throws {
        let shop = try await Shop.open()
        _ = try await shop.add(try spring(code: nil))
        try await shop.add(2)

        let placed = try await shop.place(shop.form(total: 41_00, codes: ["NOSUCHCODE"]))

        #expect(placed.total == Money(minorUnits: 41_00, .usd))
    }

    @Test func `tax that prices hold adds up beside a discount`() async throws {
        let shop = try await Shop.open()
        try await shop.administrator.execute(
            "UPDATE stores SET tax_rate = 0.19, prices_include_tax = true WHERE id = \(shop.store)"
        )
        _ = try await shop.add(try spring(code: nil))
        try await shop.add(2)

        let placed = try await shop.place(shop.form(total: 41_00))

        let page = try #require(try await shop.page(placed.id))
        // In the 36.00 that the goods cost, not in their 40.00.
        #expect(page.order.tax == Money(minorUnits: 5_75, .usd))
        #expect(page.order.subtotal == Money(minorUnits: 34_25, .usd))
    }

    @Test func `of 32 buyers of the last use one gets it, and the others see the new total`() async throws {
        let shop = try await Shop.open(stock: 100)
        let promotion = try await shop.add(try spring(code: "ONCE", usesLimit: 1))
        let buyers = (0..<32).map { shop.another(session: "buyer-number-\($0)") }
        for buyer in buyers { try await buyer.add() }

        let bought = await withTaskGroup(of: Bool.self) { group in
            for (number, buyer) in buyers.enumerated() {
                group.addTask {
                    do {
                        let email = "buyer\(number)@example.test"
                        _ = try await buyer.place(buyer.form(total: 23_00, email: email, codes: ["ONCE"]))
                        return true
                    } catch CheckoutError.promotionOver, CheckoutError.totalChanged {
                        return false
                    } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(bought == 1)
        #expect(try await shop.count("orders") == 1)
        #expect(try await shop.uses(promotion.uuid) == [1, 1])
    }

    @Test func `a cancelled order gives its use back`() async throws {
        let shop = try await Shop.open()
        let promotion = try await shop.add(try spring(code: "ONCE", usesLimit: 1))
        try await shop.add()
        let placed = try await shop.place(shop.form(total: 23_00, codes: ["ONCE"]))

        for _ in 0..<2 {
            try await shop.database.transaction(as: .service(store: shop.store)) { db in
                try await CancelOrder.run(placed.id, because: "test", in: shop.store, on: db)
            }
        }

        #expect(try await shop.uses(promotion.uuid) == [0, 0])
        try await shop.add()
        _ = try await shop.place(shop.form(total: 23_00, codes: ["ONCE"]))
    }

    @Test func `one use for each customer is one, and a first order is the first`() async throws {
        let shop = try await Shop.open()
        _ = try await shop.add(try spring(code: "MINE", usesLimitPerCustomer: 1))
        var first = PromotionConditions()
        first.isForFirstOrder = true
        _ = try await shop.add(try spring(code: "WELCOME", conditions: first))
        try await shop.add()
        _ = try await shop.place(shop.form(total: 23_00, codes: ["MINE"]))
        try await shop.add()

        let checkout = try await shop.database.transaction(as: .service(store: shop.store)) { db in
            let buyer = BuyerFacts(codes: ["MINE", "WELCOME"], email: "Ann@example.test")
            return try await ShowCheckout.run(shop.session, for: buyer, in: shop.store, on: db)
        }

        #expect(checkout.quote.refusedCodes.map(\.reason) == [.alreadyUsed, .notFirstOrder])
        #expect(checkout.quote.totals.total == Money(minorUnits: 25_00, .usd))
    }

    @Test func `an archived promotion frees its code; one of another store is unknown`() async throws {
        let shop = try await Shop.open()
        let other = try await Shop.open()
        let promotion = try await shop.add(try spring(code: "SPRING"))

        await #expect(throws: PromotionError.codeTaken) { try await shop.add(try spring(code: "spring")) }
        await #expect(throws: PromotionError.unknown) {
            try await other.database.transaction(as: .service(store: other.store)) { db in
                try await EditPromotion.archive(promotion, in: other.store, on: db)
            }
        }
        try await shop.database.transaction(as: .owner(user: shop.owner, store: shop.store)) { db in
            try await EditPromotion.archive(promotion, in: shop.store, on: db)
        }
        _ = try await shop.add(try spring(code: "SPRING"))
    }

    private func spring(
        code: String?,
        conditions: PromotionConditions = PromotionConditions(),
        usesLimit: Int? = nil,
        usesLimitPerCustomer: Int? = nil
    ) throws -> PromotionDetails {
        PromotionDetails(
            name: "Spring",
            code: code,
            benefit: .percentage(try Rate(percent: "10")),
            conditions: conditions,
            usesLimit: usesLimit,
            usesLimitPerCustomer: usesLimitPerCustomer
        )
    }
}

extension Shop {
    fileprivate func add(_ promotion: PromotionDetails) async throws -> ID<Promotion> {
        try await database.transaction(as: .owner(user: owner, store: store)) { db in
            try await EditPromotion.add(promotion, in: store, on: db)
        }
    }
}

import Commerce
import Foundation
import Postgres
import Pricing
import TestSupport
import Testing

@Suite(.database) struct PlaceOrderTests {
    @Test func `a guest's order is priced here, numbered, and kept as it was`() async throws {
        let shop = try await Shop.open(stock: 5)
        try await shop.add(2)

        let placed = try await shop.place(shop.form(total: 45_00))

        #expect(placed.number.hasSuffix("1001"))
        #expect(placed.total == Money(minorUnits: 45_00, .usd))
        #expect(placed.payment == .nothing)
        let page = try #require(try await shop.page(placed.id))
        #expect(page.order.status == .pending)
        #expect(page.order.subtotal == Money(minorUnits: 40_00, .usd))
        #expect(page.order.shipping == Money(minorUnits: 5_00, .usd))
        #expect(page.order.shippingAddress?.line1 == "1 High Street")
        #expect(page.lines.map(\.quantity) == [2])
        #expect(page.lines.map(\.name) == ["Mug"])
        #expect(page.timeline.map(\.kind) == ["placed"])
        #expect(try await shop.cart().items.isEmpty)
        #expect(try await shop.stock() == [3, 0])
        #expect(try await shop.discrepancies() == 0)
    }

    @Test func `the same key and form give the same order, however often`() async throws {
        let shop = try await Shop.open()
        try await shop.add()
        let form = shop.form(total: 25_00)

        let first = try await shop.place(form, key: "submission-of-a-form")
        let second = try await shop.place(form, key: "submission-of-a-form")

        #expect(first == second)
        #expect(try await shop.count("orders") == 1)
        #expect(try await shop.stock() == [9, 0])
    }

    @Test func `the same key with another form is refused`() async throws {
        let shop = try await Shop.open()
        try await shop.add()
        _ = try await shop.place(shop.form(total: 25_00), key: "submission-of-a-form")

        await #expect(throws: CheckoutError.keyReused) {
            try await shop.place(shop.form(total: 25_00, email: "eve@example.test"), key: "submission-of-a-form")
        }
        #expect(try await shop.count("orders") == 1)
    }

    @Test func `twelve twins at once are one order`() async throws {
        let shop = try await Shop.open()
        try await shop.add()

        let orders = await withTaskGroup(of: ID<Order>?.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do {
                        return try await shop.place(shop.form(total: 25_00), key: "submission-of-a-form").id
                    } catch CheckoutError.inProgress {
                        return nil
                    } catch {
                        Issue.record(error)
                        return nil
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(Set(orders.compactMap { $0 }).count == 1)
        #expect(try await shop.count("orders") == 1)
        #expect(try await shop.stock() == [9, 0])
    }

    @Test func `one cart sent off with two keys at once is one order`() async throws {
        let shop = try await Shop.open()
        try await shop.add()

        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<8 {
                group.addTask {
                    do {
                        _ = try await shop.place(shop.form(total: 25_00), key: "submission-number-\(number)")
                        return true
                    } catch CheckoutError.emptyCart {
                        return false
                    } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        #expect(outcomes == 1)
        #expect(try await shop.count("orders") == 1)
    }

    @Test func `of 32 buyers of the last unit one gets it`() async throws {
        let shop = try await Shop.open(stock: 1)
        let buyers = (0..<32).map { shop.another(session: "buyer-number-\($0)") }
        for buyer in buyers { try await buyer.add() }

        let bought = await withTaskGroup(of: Bool.self) { group in
            for (number, buyer) in buyers.enumerated() {
                group.addTask {
                    do {
                        _ = try await buyer.place(buyer.form(total: 25_00, email: "buyer\(number)@example.test"))
                        return true
                    } catch CheckoutError.outOfStock, CheckoutError.unavailable {
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
        #expect(try await shop.count("idempotency_keys") == 1)
        #expect(try await shop.stock() == [0, 0])
        #expect(try await shop.discrepancies() == 0)
    }

    @Test func `carts that share products in opposite orders do not lock each other out`() async throws {
        let shop = try await Shop.open(stock: 100)
        let second = ID<Variant>(UUID())
        try await shop.makeProduct(second, price: 20, stock: 100)
        let buyers = (0..<16).map { shop.another(session: "buyer-number-\($0)") }
        for (number, buyer) in buyers.enumerated() {
            for variant in number.isMultiple(of: 2) ? [shop.variant, second] : [second, shop.variant] {
                try await buyer.add(of: variant)
            }
        }

        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, buyer) in buyers.enumerated() {
                group.addTask {
                    _ = try await buyer.place(buyer.form(total: 45_00, email: "buyer\(number)@example.test"))
                }
            }
            try await group.waitForAll()
        }

        #expect(try await shop.stock() == [84, 0])
        #expect(try await shop.stock(second) == [84, 0])
        let numbers = try await shop.administrator.query("SELECT order_number FROM orders ORDER BY order_number")
        let drawn = try numbers.compactMap { Int(try $0.decode("order_number", as: String.self).suffix(4)) }
        #expect(drawn == Array(1001...1016))
    }

    @Test func `a price that changed meanwhile is shown, and nothing is ordered`() async throws {
        let shop = try await Shop.open()
        try await shop.add()
        try await shop.administrator.execute("UPDATE product_variants SET price = 30 WHERE store_id = \(shop.store)")

        let failure = await #expect(throws: CheckoutError.self) { try await shop.place(shop.form(total: 25_00)) }

        guard case .totalChanged(let quote) = failure else {
            Issue.record("\(String(describing: failure)) is no changed total")
            return
        }
        #expect(quote.totals.total == Money(minorUnits: 35_00, .usd))
        #expect(try await shop.count("orders") == 0)
        #expect(try await shop.cart().quantity == 1)
    }

    @Test func `what is short or withdrawn is named, and the key stays free`() async throws {
        let shop = try await Shop.open(stock: 1)
        try await shop.add(2)

        let failure = await #expect(throws: CheckoutError.self) {
            try await shop.place(shop.form(total: 45_00), key: "submission-of-a-form")
        }

        guard case .unavailable(let items) = failure else {
            Issue.record("\(String(describing: failure)) names no items")
            return
        }
        #expect(items.map(\.availability) == [.short(left: 1)])
        try await shop.database.transaction(as: .service(store: shop.store)) { db in
            _ = try await db.execute("SELECT app.adjust_stock(\(shop.variant), 5, 'received')")
        }
        _ = try await shop.place(shop.form(total: 45_00), key: "submission-of-a-form")
    }

    @Test func `another store's key is unknown, and so is its order`() async throws {
        let shop = try await Shop.open()
        let other = try await Shop.open()
        try await shop.add()
        let placed = try await shop.place(shop.form(total: 25_00), key: "submission-of-a-form")
        let visitor = Shop(
            store: other.store, owner: other.owner, variant: other.variant, session: shop.session,
            database: other.database, administrator: other.administrator
        )

        await #expect(throws: CheckoutError.emptyCart) {
            try await visitor.place(shop.form(total: 25_00), key: "submission-of-a-form")
        }
        #expect(try await other.page(placed.id) == nil)
        let status = try await other.database.transaction(as: .visitor(store: other.store, order: placed.token)) { db in
            try await ShowOrderStatus.run(placed.token, in: other.store, on: db)
        }
        #expect(status == nil)
    }

    @Test func `the status page opens with its token and with nothing else`() async throws {
        let shop = try await Shop.open()
        try await shop.add()
        let placed = try await shop.place(shop.form(total: 25_00))

        let own = try await shop.database.transaction(as: .visitor(store: shop.store, order: placed.token)) { db in
            try await ShowOrderStatus.run(placed.token, in: shop.store, on: db)
        }
        let stranger = try await shop.database.transaction(as: .visitor(store: shop.store)) { db in
            try await ShowOrderStatus.run(placed.token, in: shop.store, on: db)
        }

        #expect(own?.order.id == placed.id)
        #expect(own?.lines.count == 1)
        #expect(stranger == nil)
    }

    @Test func `a second order of the same person, in other letters, is the same customer's`() async throws {
        let shop = try await Shop.open()
        try await shop.add()
        _ = try await shop.place(shop.form(total: 25_00, email: "Ann@Example.test"))
        try await shop.add()
        _ = try await shop.place(shop.form(total: 25_00, email: "ann@example.test"))

        let row = try await shop.administrator.one("SELECT count(*) AS n, max(total_orders) AS orders FROM customers")
        #expect(try row.decode("n", as: Int.self) == 1)
        #expect(try row.decode("orders", as: Int.self) == 2)
    }

    @Test func `no order without a cart, to a closed store, or by a method it does not offer`() async throws {
        let shop = try await Shop.open()
        await #expect(throws: CheckoutError.emptyCart) { try await shop.place(shop.form(total: 0)) }
        try await shop.add()
        await #expect(throws: CheckoutError.paymentMethodNotOffered) {
            try await shop.place(shop.form(total: 25_00, payment: .card))
        }
        try await shop.administrator.execute("UPDATE stores SET is_active = false WHERE id = \(shop.store)")
        await #expect(throws: CheckoutError.storeClosed) { try await shop.place(shop.form(total: 25_00)) }
        await #expect(throws: CheckoutError.invalid([.email: .malformed])) {
            try await shop.place(shop.form(total: 25_00, email: "nobody"))
        }
        #expect(try await shop.count("idempotency_keys") == 0)
    }

    @Test func `a total that no column holds is refused before anything is written`() async throws {
        let shop = try await Shop.open(stock: 0, price: 99_999_999)
        try await shop.administrator.execute("UPDATE product_variants SET inventory_policy = 'continue'")
        try await shop.add(9_999)

        let failure = await #expect(throws: CheckoutError.self) { try await shop.place(shop.form(total: 1)) }

        #expect(failure?.code == "total_out_of_range")
        #expect(try await shop.count("orders") == 0)
    }

    @Test func `an order that costs nothing is paid when it is placed`() async throws {
        let shop = try await Shop.open(price: 0)
        try await shop.administrator.execute("UPDATE stores SET shipping_flat_rate = 0 WHERE id = \(shop.store)")
        try await shop.add()

        let placed = try await shop.place(shop.form(total: 0))

        #expect(placed.payment == .paid)
        #expect(try await shop.page(placed.id)?.order.status == .processing)
    }

    @Test func `tax is added to net prices and found in gross ones`() async throws {
        let shop = try await Shop.open(price: Decimal(string: "11.90") ?? 0)
        try await shop.administrator.execute("UPDATE stores SET tax_rate = 0.19, prices_include_tax = true")
        try await shop.add()
        let gross = try await shop.place(shop.form(total: 16_90))
        let included = try #require(try await shop.page(gross.id)).order
        #expect(included.tax == Money(minorUnits: 1_90, .usd))
        #expect(included.subtotal == Money(minorUnits: 10_00, .usd))

        try await shop.administrator.execute("UPDATE stores SET prices_include_tax = false")
        try await shop.add()
        let net = try await shop.place(shop.form(total: 19_16))
        #expect(try await shop.page(net.id)?.order.tax == Money(minorUnits: 2_26, .usd))
    }

    @Test func `an account's own data is not overwritten by a guest who knows the address`() async throws {
        let shop = try await Shop.open()
        try await shop.administrator.execute(
            """
            INSERT INTO customers (store_id, email, first_name, shipping_city)
            VALUES (\(shop.store), 'Ann@Example.test', 'A', 'X')
            """
        )
        try await shop.add()

        _ = try await shop.place(shop.form(total: 25_00))

        let row = try await shop.administrator.one("SELECT email, first_name, shipping_city FROM customers")
        #expect(try row.decode("first_name", as: String.self) == "A")
        #expect(try row.decode("shipping_city", as: String.self) == "X")
    }
}

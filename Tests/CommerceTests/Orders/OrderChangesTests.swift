import Commerce
import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.database) struct OrderChangesTests {
    @Test func `an order goes its way from the shelf to the door`() async throws {
        let (shop, order) = try await placed()

        try await change(shop) { try await MarkOrderPaid.run(order, by: shop.owner, in: shop.store, on: $0) }
        try await change(shop) {
            try await AdvanceOrder.run(order, .shipped, trackingNumber: "T1", by: shop.owner, in: shop.store, on: $0)
        }
        try await change(shop) { try await AdvanceOrder.run(order, .delivered, by: shop.owner, in: shop.store, on: $0) }

        let page = try #require(try await shop.page(order))
        #expect(page.order.status == .delivered)
        #expect(page.order.paymentStatus == .paid)
        #expect(page.order.fulfillmentStatus == .fulfilled)
        #expect(page.order.trackingNumber == "T1")
        #expect(page.timeline.map(\.kind) == ["placed", "paid", "shipped", "delivered"])
    }

    @Test func `paid twice by hand is paid once`() async throws {
        let (shop, order) = try await placed()

        for _ in 0..<2 {
            try await change(shop) { try await MarkOrderPaid.run(order, by: shop.owner, in: shop.store, on: $0) }
        }

        #expect(try await shop.page(order)?.timeline.map(\.kind) == ["placed", "paid"])
    }

    @Test func `a cancelled order gives its stock back, once`() async throws {
        let (shop, order) = try await placed()
        #expect(try await shop.stock() == [8, 0])

        for _ in 0..<2 {
            try await change(shop) {
                try await CancelOrder.run(order, because: "changed mind", by: shop.owner, in: shop.store, on: $0)
            }
        }

        #expect(try await shop.stock() == [10, 0])
        #expect(try await shop.discrepancies() == 0)
        await #expect(throws: OrderError.notPossible(.cancelled, .paid)) {
            try await change(shop) { try await MarkOrderPaid.run(order, by: shop.owner, in: shop.store, on: $0) }
        }
    }

    @Test func `what the table does not allow is refused`() async throws {
        let (shop, order) = try await placed()

        await #expect(throws: OrderError.notPossible(.pending, .delivered)) {
            try await change(shop) {
                try await AdvanceOrder.run(order, .delivered, by: shop.owner, in: shop.store, on: $0)
            }
        }
    }

    @Test func `another store's order is unknown`() async throws {
        let (shop, order) = try await placed()
        let other = try await Shop.open()

        for change in Self.changes {
            await #expect(throws: OrderError.unknown) {
                try await other.database.transaction(as: .service(store: other.store)) { db in
                    try await change(order, other.store, db)
                }
            }
        }
        #expect(try await shop.page(order)?.order.status == .pending)
    }

    @Test func `pages of orders come newest first, each order once`() async throws {
        let shop = try await Shop.open(stock: 500)
        for _ in 0..<(ListOrders.pageSize + 3) {
            try await shop.add()
            _ = try await shop.place(shop.form(total: 25_00))
        }

        let pages = try await shop.database.transaction(as: .owner(user: shop.owner, store: shop.store)) { db in
            let first = try await ListOrders.run(in: shop.store, on: db)
            return (first, try await ListOrders.run(in: shop.store, after: first.next, on: db))
        }

        #expect(pages.0.orders.count == ListOrders.pageSize)
        #expect(pages.1.orders.count == 3)
        #expect(pages.1.next == nil)
        #expect(Set((pages.0.orders + pages.1.orders).map(\.id)).count == ListOrders.pageSize + 3)
        #expect(pages.0.orders.first?.number.hasSuffix("1053") == true)
    }

    @Test(arguments: [
        ("1001", 1), ("999", 0), ("ann", 1), ("ANN@", 1), ("%", 0), ("_", 0), ("\\", 0), ("' OR 1=1 --", 0),
    ])
    func `orders are found by number, name and address`(words: String, count: Int) async throws {
        let (shop, order) = try await placed()

        let (found, other) = try await shop.database.transaction(as: .owner(user: shop.owner, store: shop.store)) {
            db in
            let found = try await ListOrders.run(in: shop.store, matching: OrderSearch(words), on: db)
            let number = try #require(try await ShowOrder.run(order, in: shop.store, on: db)).order.number
            return (found, try await ListOrders.run(in: shop.store, matching: OrderSearch(number.lowercased()), on: db))
        }

        #expect(found.orders.count == count)
        #expect(other.orders.map(\.id) == [order])
    }

    private typealias Change = @Sendable (ID<Order>, ID<Store>, Connection) async throws -> Void

    private static let changes: [Change] = [
        { try await MarkOrderPaid.run($0, by: nil, in: $1, on: $2) },
        { try await CancelOrder.run($0, because: "x", in: $1, on: $2) },
        { try await AdvanceOrder.run($0, .accepted, by: nil, in: $1, on: $2) },
    ]

    private func placed() async throws -> (Shop, ID<Order>) {
        let shop = try await Shop.open()
        try await shop.add(2)
        return (shop, try await shop.place(shop.form(total: 45_00)).id)
    }

    private func change(_ shop: Shop, _ body: (Connection) async throws -> Void) async throws {
        try await shop.database.transaction(as: .service(store: shop.store), body)
    }
}

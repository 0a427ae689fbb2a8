import Foundation
import Postgres

@testable import Commerce

extension ReadBudget {
    /// What the rooms of owners and their staff read.
    static let dashboard =
        ordering + catalogue + entering + auditing + paying + [
            ReadBudget("a store among the owner's others", rows: 120, pages: 200) { store in
                try await store.owning { db in
                    guard let found = try await db.first(Store.fetch(store.id), as: Store.self) else { return 0 }
                    return try await StoreToday.find(found, on: db).ordersOfMonth
                }
            }
        ]

    private static let ordering = [
        ReadBudget("the overview", rows: 90, pages: 120) { store in
            try await store.owning { db in
                guard let found = try await db.first(Store.fetch(store.id), as: Store.self) else { return 0 }
                return try await StoreOverview.find(found, on: db).days.count
            }
        },
        ReadBudget("the orders", rows: 90, pages: 180) { try await $0.orders() },
        ReadBudget("the orders that wait", rows: 25, pages: 50) { try await $0.orders(.processing) },
        ReadBudget("the orders after some", rows: 70, pages: 140) { store in
            let cursor = OrderCursor(placedAt: Date(timeIntervalSinceNow: -5 * 86_400), id: store.order(5))
            return try await store.orders(after: cursor)
        },
        ReadBudget("an order by its number", rows: 130, pages: 200) { try await $0.orders(matching: "1007") },
        ReadBudget("orders by a customer's name", rows: 130, pages: 210, index: "customers_name_similar") {
            try await $0.orders(matching: "ada 7")
        },
        ReadBudget("an order's page", rows: 15, pages: 30) { store in
            try await store.owning { try await ShowOrder.run(store.order(3), in: store.id, on: $0)?.lines.count ?? 0 }
        },
        ReadBudget("the orders, for staff", rows: 120, pages: 190) { store in
            try await store.working { try await ListOrders.run(in: store.id, on: $0).orders.count }
        },
    ]

    private static let catalogue = [
        ReadBudget("the owner's products", rows: 250, pages: 700) { try await $0.products() },
        ReadBudget("the owner's second page of products", rows: 250, pages: 700) { try await $0.products(after: 150) },
        ReadBudget("the owner's search by name", rows: 600, pages: 1300, index: "products_name_similar") {
            try await $0.products(search: "zepp")
        },
        ReadBudget("the owner's search by SKU", rows: 600, pages: 1300, index: "product_variants_by_sku") {
            try await $0.products(search: "SKU-77-0")
        },
        ReadBudget("the owner's search for what all have", rows: 600, pages: 1500) {
            try await $0.products(search: "no")
        },
        ReadBudget("what runs out", rows: 10, pages: 20, index: "products_running_out") { store in
            try await store.owning { db in try await db.query(StoreOverview.lowStock(store.id, limit: 5)).count }
        },
        ReadBudget("a product to edit", rows: 15, pages: 35) { store in
            try await store.owning { db in
                try await ProductSheet.find(store.product(41), in: store.id, on: db)?.variants.count ?? 0
            }
        },
        ReadBudget("the products, for staff", rows: 300, pages: 700) { store in
            try await store.working { db in
                try await db.query(ProductRecord.list(in: store.id, limit: 51), as: ProductRecord.self).count
            }
        },
    ]

    private static let entering = [
        ReadBudget("a session with its stores", rows: 20, pages: 75) { try await $0.findSession() }
    ]

    /// The log lies in months, and a page looks into each. How many rows are in which month is the calendar's.
    private static let auditing = [
        ReadBudget("the audit log", rows: 250, pages: 600) { try await $0.audited() },
        ReadBudget("the audit log after some", rows: 200, pages: 550) { store in
            try await store.audited(after: AuditCursor(time: Date(timeIntervalSinceNow: -9 * 86_400), id: ID(UUID())))
        },
        ReadBudget("the audit log of one person", rows: 150, pages: 450) { store in
            try await store.audited { $0.person = store.manager }
        },
        ReadBudget("the audit log of one product", rows: 80, pages: 400) { store in
            try await store.audited { $0.record = store.product(3).description }
        },
        ReadBudget("the audit log of some days", rows: 100, pages: 450) { store in
            try await store.audited { search in
                search.firstDay = CalendarDate(Date(timeIntervalSinceNow: -5 * 86_400), in: .gmt)
                search.lastDay = CalendarDate(Date(timeIntervalSinceNow: -4 * 86_400), in: .gmt)
            }
        },
        // As many rows as the store has: words are in no index.
        ReadBudget("the audit log by words", rows: 250, pages: 500) { store in
            try await store.audited { $0.words = "Thing 117" }
        },
        ReadBudget("an owner's own log", rows: 30, pages: 60) { store in
            try await store.database.transaction(as: .owner(user: store.owner, store: nil)) { db in
                try await ListAudit.ofAccount(store.owner, on: db).entries.count
            }
        },
    ]

    private static let paying = [
        ReadBudget("what was asked of an owner's stores", rows: 500, pages: 500) { store in
            try await store.database.transaction(as: .billing) { db in
                try await db.query(UsageMonth.list(of: store.owner), as: UsageMonth.self).count
            }
        }
    ]
}

extension SeededStore {
    fileprivate func orders(
        _ status: OrderStatus? = nil, matching words: String = "", after cursor: OrderCursor? = nil
    ) async throws -> Int {
        try await owning { db in
            let search = OrderSearch(words)
            return try await ListOrders.run(in: id, status: status, matching: search, after: cursor, on: db).orders
                .count
        }
    }

    fileprivate func products(search: String = "", after position: Int? = nil) async throws -> Int {
        try await owning { db in
            let after = position.map(product)
            let list =
                search.isEmpty
                ? ProductRecord.list(in: id, after: after, limit: 51)
                : ProductRecord.search(search, in: id, after: after, limit: 51)
            return try await db.query(list, as: ProductRecord.self).count
        }
    }

    fileprivate func audited(
        after cursor: AuditCursor? = nil, _ narrow: (inout AuditSearch) -> Void = { _ in }
    ) async throws -> Int {
        var search = AuditSearch()
        narrow(&search)
        let wanted = search
        return try await owning { db in
            guard let found = try await db.first(Store.fetch(id), as: Store.self) else { return 0 }
            let page = try await ListAudit.run(in: found, matching: wanted, after: cursor, on: db)
            return try await page.entries.count + ListAudit.people(on: db).count
        }
    }

    fileprivate func findSession() async throws -> Int {
        let user = SignedInUser(id: owner, email: "owner-\(number)@example.test")
        let session = BrowserSession(
            id: ID(UUID()), user: user, token: SessionToken(), openedAt: Date(), needsSecondFactor: false)
        let origin = SessionOrigin(address: nil, userAgent: nil)
        _ = try await database.transaction(as: .service(store: nil)) { db in
            try await db.pipeline([
                AccountSession.insert(session.id, of: owner, from: origin, isStrong: false, at: session.openedAt),
                BrowserSession.insert(session),
            ])
        }
        return try await FindSession(database: database)(session.token.cookie)?.memberships.count ?? 0
    }
}

import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database) struct SuspendTenantTests {
    @discardableResult
    private func act<Value: Sendable>(_ shop: Shop, _ body: (Connection) async throws -> Value) async throws -> Value {
        try await shop.database.transaction(as: .service(store: nil), body)
    }

    @Test func `a suspended shop keeps its orders and carts, and opens again as it was`() async throws {
        let shop = try await Shop.open()
        try await shop.add(2)
        let tenant = try await #require(FindTenant(database: shop.database)(shop.owner))
        let extent = SuspendTenant.Extent.owner(tenant.id, email: tenant.email)

        try await act(shop) { db in try await SuspendTenant.run(extent, because: "Unpaid", on: db) }

        #expect(try await FindStore(database: shop.database)(tenant.stores[0].slug) == nil)
        await #expect(throws: PostgresError.self) { try await shop.add(1) }
        #expect(try await shop.count("cart_items") == 1)

        try await act(shop) { db in try await SuspendTenant.resume(extent, on: db) }
        #expect(try await FindStore(database: shop.database)(tenant.stores[0].slug) != nil)
        #expect(try await shop.cart().items.count == 1)
    }

    @Test func `the owner of a suspended store reads why, staff that, and a stranger nothing`() async throws {
        let shop = try await Shop.open()
        let tenant = try await #require(FindTenant(database: shop.database)(shop.owner))
        let slug = tenant.stores[0].slug
        let worker = ID<User>(UUID())
        try await shop.administrator.execute("INSERT INTO auth.users (id, email) VALUES (\(worker), 'worker@x.test')")
        try await shop.administrator.execute("INSERT INTO staff (store_id, user_id) VALUES (\(shop.store), \(worker))")
        try await act(shop) { db in
            try await SuspendTenant.run(.store(shop.store, slug: slug), because: "Counterfeits", on: db)
        }

        let own = try await Suspension.find(store: slug, for: shop.owner, in: shop.database)
        let staffs = try await Suspension.find(store: slug, for: worker, in: shop.database)
        let strangers = try await Suspension.find(store: slug, for: ID(UUID()), in: shop.database)

        #expect(own?.reason == "Counterfeits")
        #expect(staffs != nil && staffs?.reason == nil)
        #expect(strangers == nil)
    }

    @Test func `a suspended store's jobs wait until it is resumed, and others' do not`() async throws {
        let shop = try await Shop.open()
        let other = try await Shop.open()
        let extent = SuspendTenant.Extent.store(shop.store, slug: "shop")
        let runner = JobRunner(
            database: shop.database, handlers: ["greet": { _ in }], worker: "test",
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        try await act(shop) { db in
            try await SuspendTenant.run(extent, because: "Unpaid", on: db)
            for store in [shop.store, other.store] { try await db.execute(Job.enqueue("greet", in: store)) }
            try await db.execute(Job.enqueue("greet", in: nil))
        }

        #expect(try await runner.runDue() == 2)
        #expect(try await runner.runDue() == 0)

        try await act(shop) { db in try await SuspendTenant.resume(extent, on: db) }
        #expect(try await runner.runDue() == 1)
    }

    @Test func `an owner with a suspended store opens no other`() async throws {
        let shop = try await Shop.open()
        try await act(shop) { db in
            try await SuspendTenant.run(.store(shop.store, slug: "x"), because: "Unpaid", on: db)
        }

        let error = await #expect(throws: PostgresError.self) {
            try await shop.administrator.execute(
                "INSERT INTO stores (store_owner_id, store_name, store_slug) VALUES (\(shop.owner), 'Next', 'next')")
        }
        #expect(error?.constraint == "stores_wait_for_the_suspended")
    }

    @Test func `twice, without a reason and without a store are told apart`() async throws {
        let shop = try await Shop.open()
        let extent = SuspendTenant.Extent.store(shop.store, slug: "shop")
        await #expect(throws: TenantError.reasonMissing) {
            try await act(shop) { db in try await SuspendTenant.run(extent, because: "", on: db) }
        }
        await #expect(throws: TenantError.notSuspended("shop")) {
            try await act(shop) { db in try await SuspendTenant.resume(extent, on: db) }
        }
        try await act(shop) { db in try await SuspendTenant.run(extent, because: "Unpaid", on: db) }
        await #expect(throws: TenantError.alreadySuspended("shop")) {
            try await act(shop) { db in try await SuspendTenant.run(extent, because: "Unpaid", on: db) }
        }
        await #expect(throws: TenantError.noStores("nobody")) {
            try await act(shop) { db in
                try await SuspendTenant.run(.owner(ID(UUID()), email: "nobody"), because: "x", on: db)
            }
        }
    }

    @Test func `a list is read page by page, each owner once`() async throws {
        let shop = try await Shop.open()
        for number in 0..<7 {
            let id = ID<User>(UUID())
            let email = "list-\(number)@owner.test"
            try await shop.administrator.execute("INSERT INTO auth.users (id, email) VALUES (\(id), \(email))")
            try await shop.administrator.execute("INSERT INTO store_owners (id, email) VALUES (\(id), \(email))")
        }
        let list = ListTenants(database: shop.database)

        let first = try await list(TenantSearch(words: "LIST-"), limit: 4)
        let second = try await list(TenantSearch(words: "LIST-"), after: first.next, limit: 4)

        #expect((first.items + second.items).map(\.email) == (0..<7).map { "list-\($0)@owner.test" })
        #expect(second.next == nil)
        try await shop.administrator.execute(
            "UPDATE stores SET store_domain = 'hearth.example' WHERE id = \(shop.store)")
        #expect(try await list(TenantSearch(words: "Hearth.ex")).items.map(\.id) == [shop.owner])
        #expect(try await list(TenantSearch(plan: "enterprise")).items.map(\.id) == [shop.owner])
        #expect(try await list(TenantSearch(suspendedOnly: true)).items.isEmpty)
    }
}

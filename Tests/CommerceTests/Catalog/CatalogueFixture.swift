import Commerce
import Foundation
import Postgres
import TestSupport

/// A store of an owner with the largest plan, in the running test's database.
struct CatalogueFixture {
    let test: TestDatabase
    let store: ID<Store>

    init(slug: String = "kiln", currency: String = "USD", plan: String = "enterprise") async throws {
        test = try TestDatabase.current
        store = ID(UUID())
        let owner = UUID()
        let email = "\(slug)@example.test"
        for statement: SQL in [
            "INSERT INTO auth.users (id, email) VALUES (\(owner), \(email))",
            "INSERT INTO store_owners (id, email) VALUES (\(owner), \(email))",
            "UPDATE store_owner_subscriptions SET plan_type = \(plan), status = 'active' WHERE store_owner_id = \(owner)",
            """
            INSERT INTO stores (id, store_owner_id, store_name, store_slug, currency)
            VALUES (\(store), \(owner), 'Kiln', \(slug), \(currency))
            """,
        ] {
            try await test.administrator.execute(statement)
        }
    }

    @discardableResult
    func importing(_ text: String, isDryRun: Bool = false) async throws -> ImportReport {
        try await importing(Array(text.utf8), isDryRun: isDryRun)
    }

    @discardableResult
    func importing(_ bytes: [UInt8], isDryRun: Bool = false) async throws -> ImportReport {
        var rest = bytes[...]
        let csv = try CSVReader {
            defer { rest = rest.dropFirst(4_096) }
            return Array(rest.prefix(4_096))
        }
        return try await ImportProducts(into: store, of: test.database, isDryRun: isDryRun)
            .run(csv, fileName: "products.csv")
    }

    /// Runs `body` as a visitor of the store.
    func visiting<Value: Sendable>(_ body: (Connection) async throws -> Value) async throws -> Value {
        try await test.database.transaction(as: .visitor(store: store, cart: nil), body)
    }

    /// A single number, seen by the superuser.
    func count(_ sql: SQL) async throws -> Int {
        Int(try await test.administrator.one(sql)[0] as Int64)
    }
}

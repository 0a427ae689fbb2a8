import Foundation
import Logging
import Postgres
import TestSupport

@testable import Commerce

/// 1,000 stores with 200 products each, and one session of the program whose every read is counted.
struct ThousandStores: Sendable {
    /// Bound by no policy; reads the counters.
    let administrator: Connection
    /// One connection, so that all work is done, planned and counted in one session.
    let database: Database

    /// Fills the running test's database.
    static func seed() async throws -> ThousandStores {
        let test = try TestDatabase.current
        try await test.administrator.script(String(decoding: PackageResources.thousand_stores_sql, as: UTF8.self))
        // The counters of parallel workers reach the statistics too, but not before the statement that asks for them.
        try await test.administrator.script(
            "ALTER DATABASE \"\(test.name)\" SET max_parallel_workers_per_gather = 0"
        )
        try await test.administrator.script("VACUUM ANALYZE")
        var configuration = DatabaseConfiguration(connectionString: test.connectionString())
        configuration.poolSize = 1
        return ThousandStores(
            administrator: test.administrator,
            database: Database(configuration: configuration, logger: Logger(label: "test.plans"))
        )
    }

    /// What one run reads after PostgreSQL has settled on its plan: a prepared statement is planned for its values five
    /// times, and from then on possibly once for all.
    func measure(_ budget: ReadBudget) async throws -> Reading {
        for number in 1...6 { _ = try await budget.run(SeededStore(number: number, database: database)) }
        let before = try await counters()
        let returned = try await budget.run(SeededStore(number: 7, database: database))
        let relations = try await counters().compactMap { after in
            before.first { $0.name == after.name && $0.table == after.table }.map { after.since($0) }
        }
        return Reading(budget: budget, returned: returned, relations: relations.filter(\.wasTouched))
    }

    private func counters() async throws -> [RelationCounters] {
        let flush = DatabaseActor(name: "statistics", entry: "SELECT pg_stat_force_next_flush()")
        _ = try await database.read(as: flush, [])
        return try await administrator.query(RelationCounters.all)
    }
}

/// One store among the thousand, by the ids that the seed gave.
struct SeededStore: Sendable {
    let number: Int
    let database: Database

    var id: ID<Store> { Self.id(2, number) }
    var owner: ID<User> { Self.id(1, number) }
    /// Works in this store and owns the next one.
    var manager: ID<User> { Self.id(1, number % 1_000 + 1) }
    var slug: String { "store-\(number)" }
    var cart: CartSession { CartSession(rawValue: "guest-\(number)-1") }

    func category(_ position: Int) -> ID<Commerce.Category> { Self.id(3, number, position) }
    func product(_ position: Int) -> ID<Product> { Self.id(4, number, position) }
    func variant(_ position: Int) -> ID<Variant> { Self.id(5, number, position) }
    func order(_ position: Int) -> ID<Order> { Self.id(8, number, position) }

    private static func id<Entity>(_ kind: Int, _ store: Int, _ position: Int = 0) -> ID<Entity> {
        let text = String(format: "%08x-0000-7000-8000-%06x%06x", kind, store, position)
        guard let uuid = UUID(uuidString: text) else { preconditionFailure("hexadecimal digits are an id: \(text)") }
        return ID(uuid)
    }
}

extension SeededStore {
    func visiting(_ body: (Connection) async throws -> Int) async throws -> Int {
        try await database.transaction(as: .visitor(store: id, cart: cart), body)
    }

    func serving(_ body: (Connection) async throws -> Int) async throws -> Int {
        try await database.transaction(as: .service(store: id), body)
    }

    func owning(_ body: (Connection) async throws -> Int) async throws -> Int {
        try await database.transaction(as: .owner(user: owner, store: id), body)
    }

    func working(_ body: (Connection) async throws -> Int) async throws -> Int {
        try await database.transaction(as: .staff(user: manager, store: id), body)
    }
}

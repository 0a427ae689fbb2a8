import Foundation
import Postgres
import TestSupport

/// Two tenants as `two-stores.sql` sows them.
struct TwoStores {
    static let a = Tenant("a")
    static let b = Tenant("b")

    /// Ids of one tenant. What a store has one of carries the same id in its table: `thing`.
    struct Tenant {
        let store: UUID
        let owner: UUID
        let shopper: UUID
        let thing: UUID

        init(_ letter: Character) {
            func id(_ digit: Character) -> UUID {
                UUID(uuidString: "\(letter)0000000-0000-4000-8000-00000000000\(digit)") ?? UUID()
            }
            store = id("f")
            owner = id("1")
            shopper = id("2")
            thing = id("3")
        }
    }

    /// Bound by no policy; one task at a time.
    let administrator: Connection

    static func open() async throws -> TwoStores {
        let stores = TwoStores(administrator: try TestDatabase.current.administrator)
        try await stores.administrator.script(String(decoding: PackageResources.two_stores_sql, as: UTF8.self))
        return stores
    }

    /// Runs each statement as a persona that has entered, in one transaction of a session of its own.
    func act(
        as persona: String, of tenant: Tenant = a, sub: UUID? = nil, cart: String? = nil, _ statements: SQL...
    ) async throws {
        try await Self.transaction(
            on: TestDatabase.current.connect(), as: persona, in: tenant.store, sub: sub, cart: cart, statements)
    }

    static func transaction(
        on connection: Connection, as persona: String, in store: UUID, sub: UUID? = nil, cart: String? = nil,
        _ statements: [SQL]
    ) async throws {
        let claims = ["sub": sub.map { $0.uuidString.lowercased() }, "cart": cart].compactMapValues(\.self)
        let text = String(decoding: try JSONEncoder().encode(claims), as: UTF8.self)
        try await connection.execute("BEGIN")
        do {
            try await connection.execute("SELECT app.enter(\(persona), \(text)::text::jsonb, \(store))")
            for statement in statements { try await connection.execute(statement) }
            try await connection.execute("COMMIT")
        } catch {
            try await connection.execute("ROLLBACK")
            throw error
        }
    }

    func count(_ sql: SQL) async throws -> Int {
        try await administrator.one("SELECT (\(sql))::int8")[0]
    }
}

/// Runs `body` on so many sessions at once, each with its number and a connection of its own.
func simultaneously(
    _ sessions: Int, _ body: @escaping @Sendable (_ number: Int, _ connection: Connection) async throws -> Void
) async throws {
    let database = try TestDatabase.current
    try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<sessions {
            group.addTask { try await body(number, try await database.connect()) }
        }
        try await group.waitForAll()
    }
}

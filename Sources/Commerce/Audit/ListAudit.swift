package import Foundation
package import Postgres

/// Where a page of the log ends, and the next begins.
package struct AuditCursor: Hashable, Sendable {
    package let time: Date
    package let id: ID<AuditEntry>

    package init(time: Date, id: ID<AuditEntry>) {
        self.time = time
        self.id = id
    }
}

/// A page of the log, newest first, with the names of people and things in it.
package struct AuditPage: Sendable {
    package let entries: [AuditEntry]
    /// Nothing on the last page.
    package let next: AuditCursor?
    package let people: [ID<User>: String]
    /// Products' names and orders' numbers, by ``AuditEntry/record``.
    package let records: [String: String]
}

/// Reads a store's log by keyset: the hundredth page costs what the first does.
package enum ListAudit {
    package static let pageSize = 50

    package static func run(
        in store: Store,
        matching search: AuditSearch = AuditSearch(),
        after cursor: AuditCursor? = nil,
        size: Int = pageSize,
        on db: Connection
    ) async throws -> AuditPage {
        let conditions = search.conditions(in: store.id, timeZone: store.timeZone)
        let found = try await db.query(page(conditions, after: cursor, size: size), as: AuditEntry.self)
        return try await named(found, size: size, in: store.id, on: db)
    }

    /// What happened to the account of whoever reads, as an owner without a store.
    package static func ofAccount(
        _ user: ID<User>, after cursor: AuditCursor? = nil, on db: Connection
    ) async throws -> AuditPage {
        let conditions: [SQL] = ["a.store_id IS NULL", "a.account_id = \(user)"]
        let found = try await db.query(page(conditions, after: cursor, size: pageSize), as: AuditEntry.self)
        return AuditPage(
            entries: Array(found.prefix(pageSize)), next: next(found, size: pageSize), people: [:], records: [:])
    }

    /// Everybody who has acted in the store, by name.
    package static func people(on db: Connection) async throws -> [ID<User>: String] {
        try await people("ARRAY(SELECT app.audit_actors())", on: db)
    }

    /// One row more than a page shows, to know whether there is another.
    static func page(_ conditions: [SQL], after cursor: AuditCursor?, size: Int) -> SQL {
        var conditions = conditions
        if let cursor { conditions.append("(a.created_at, a.id) < (\(cursor.time), \(cursor.id))") }
        return """
            SELECT \(AuditEntry.columns) FROM audit_log a WHERE \(conditions.joined(separator: " AND "))
            ORDER BY a.created_at DESC, a.id DESC LIMIT \(size + 1)
            """
    }

    private static func next(_ found: [AuditEntry], size: Int) -> AuditCursor? {
        guard found.count > size, let last = found.prefix(size).last else { return nil }
        return AuditCursor(time: last.time, id: last.id)
    }

    private static func named(
        _ found: [AuditEntry], size: Int, in store: ID<Store>, on db: Connection
    ) async throws -> AuditPage {
        let entries = Array(found.prefix(size))
        let actors = Set(entries.compactMap(\.actor)).map(\.description)
        let records = Set(entries.compactMap(\.record)).compactMap { UUID(uuidString: $0)?.uuidString }
        return AuditPage(
            entries: entries,
            next: next(found, size: size),
            people: try await people("\(actors)::uuid[]", on: db),
            records: try await names(of: records, in: store, on: db)
        )
    }

    private static func people(_ actors: SQL, on db: Connection) async throws -> [ID<User>: String] {
        let rows = try await db.query("SELECT id, name FROM app.audit_people(\(actors))")
        return Dictionary(try rows.map { (try $0["id"], try $0["name"]) }) { first, _ in first }
    }

    private static func names(
        of records: [String], in store: ID<Store>, on db: Connection
    ) async throws -> [String: String] {
        let rows = try await db.query(
            """
            SELECT p.id::text AS id, p.name AS name FROM products p
            WHERE p.store_id = \(store) AND p.id = ANY (\(records)::uuid[])
            UNION ALL
            SELECT o.id::text, o.order_number FROM orders o
            WHERE o.store_id = \(store) AND o.id = ANY (\(records)::uuid[])
            """
        )
        return Dictionary(try rows.map { (try $0["id"], try $0["name"]) }) { first, _ in first }
    }
}

package import Foundation
package import Postgres

/// A policy as it was once.
package struct PolicyRevision: Hashable, Sendable {
    package let id: ID<PolicyRevision>
    package let time: Date
    /// Who wrote it; nil for the program, and for who is not to be named.
    package let author: String?
    /// In the list too, whose length is bounded.
    package let text: String
}

extension PolicyRevision {
    private static let listed = 50

    /// The newest first. Every change of any policy makes a version of all of them; those that left this one as it was are
    /// left out.
    package static func list(_ name: PolicyName, in store: ID<Store>, on db: Connection) async throws
        -> [PolicyRevision]
    {
        try await named(
            try await db.query(
                """
                SELECT id, created_at, changed_by_user, text FROM (
                    SELECT id, created_at, changed_by_user, COALESCE(\(name.column), '') AS text,
                        lag(COALESCE(\(name.column), '')) OVER (ORDER BY created_at, id) AS before
                    FROM policy_revisions WHERE store_id = \(store)
                ) r
                WHERE text <> COALESCE(before, '') ORDER BY created_at DESC, id DESC LIMIT \(listed)
                """
            ), on: db)
    }

    package static func find(
        _ id: ID<PolicyRevision>, of name: PolicyName, in store: ID<Store>, on db: Connection
    ) async throws -> PolicyRevision? {
        try await named(
            try await db.query(
                """
                SELECT id, created_at, changed_by_user, COALESCE(\(name.column), '') AS text
                FROM policy_revisions WHERE store_id = \(store) AND id = \(id)
                """
            ), on: db
        ).first
    }

    private static func named(_ rows: [Row], on db: Connection) async throws -> [PolicyRevision] {
        let authors = try rows.compactMap { row -> ID<User>? in try row["changed_by_user"] }
        let ids = Set(authors).map(\.description)
        let found = try await db.query("SELECT id, name FROM app.audit_people(\(ids)::uuid[])")
        let names: [ID<User>: String] = Dictionary(
            try found.map { (try $0["id"], try $0["name"]) }
        ) { first, _ in first }
        return try rows.map { row in
            let author: ID<User>? = try row["changed_by_user"]
            return PolicyRevision(
                id: try row["id"], time: try row["created_at"], author: author.flatMap { names[$0] },
                text: try row["text"])
        }
    }
}

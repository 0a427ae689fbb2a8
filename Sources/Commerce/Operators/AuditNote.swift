package import Foundation
package import Postgres

/// A line of the audit log without the rows that it is about: what the operator may see of a tenant's.
package struct AuditNote: Hashable, Sendable, PostgresRow {
    package let id: ID<AuditNote>
    package let action: String
    package let entity: String
    package let role: String
    package let at: Date

    package init(row: Row) throws {
        id = try row["id"]
        action = try row["action"]
        entity = try row["entity_type"]
        role = try row["actor_role"]
        at = try row["created_at"]
    }

    /// Ids are ordered by time.
    static func list(_ tenant: Tenant, after cursor: ID<AuditNote>?, limit: Int) -> SQL {
        """
        SELECT id, action, entity_type, actor_role, created_at FROM audit_log
        WHERE (store_id = ANY (\(tenant.stores.map(\.id))) OR (store_id IS NULL AND account_id = \(tenant.id)))
            AND (\(cursor)::uuid IS NULL OR id < \(cursor))
        ORDER BY id DESC LIMIT \(limit)
        """
    }
}

/// What was done in a tenant's stores, newest first.
package struct ListAuditNotes: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func callAsFunction(_ tenant: Tenant, after cursor: ID<AuditNote>? = nil, limit: Int = 50) async throws
        -> Page<AuditNote, ID<AuditNote>>
    {
        let service = try Persona.service(store: nil).databaseActor
        let list = AuditNote.list(tenant, after: cursor, limit: limit + 1)
        return Page(try await database.read(as: service, list, as: AuditNote.self), size: limit, cursor: \.id)
    }
}

package import Foundation
package import Postgres

/// A line of the audit log without the values that it is about: what the operator may see of a tenant's.
package struct AuditNote: Hashable, Sendable, PostgresRow {
    package let id: ID<AuditNote>
    package let action: String
    package let entity: String
    package let role: String
    /// The owner or an operator; other people are the tenant's own.
    package let actor: String?
    /// Which store, where it is about one.
    package let store: String?
    /// The names of the columns that changed.
    package let fields: [String]
    /// Why a store was suspended.
    package let reason: String?
    package let at: Date

    package init(row: Row) throws {
        id = try row["id"]
        action = try row["action"]
        entity = try row["entity_type"]
        role = try row["actor_role"]
        actor = try row["actor"]
        store = try row["store_name"]
        fields = try row["fields"]
        reason = try row["reason"]
        at = try row["created_at"]
    }

    /// Ids are ordered by time.
    static func list(_ tenant: Tenant, after cursor: ID<AuditNote>?, limit: Int) -> SQL {
        """
        SELECT a.id, a.action, a.entity_type, a.actor_role, a.created_at, s.store_name,
            (SELECT u.email FROM auth.users u
             WHERE u.id = a.actor_id AND (u.is_super_admin OR u.id = \(tenant.id))) AS actor,
            ARRAY(SELECT jsonb_object_keys(COALESCE(a.after, a.before)) ORDER BY 1) AS fields,
            CASE WHEN a.entity_type = 'store' THEN a.after ->> 'suspended_reason' END AS reason
        FROM audit_log a LEFT JOIN stores s ON s.id = a.store_id
        WHERE (a.store_id = ANY (\(tenant.stores.map(\.id))) OR (a.store_id IS NULL AND a.account_id = \(tenant.id)))
            AND (\(cursor)::uuid IS NULL OR a.id < \(cursor))
        ORDER BY a.id DESC LIMIT \(limit)
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

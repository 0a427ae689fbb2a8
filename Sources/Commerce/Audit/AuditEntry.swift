package import Foundation
package import Postgres

/// Something that was done, as the audit log keeps it.
package struct AuditEntry: Hashable, Sendable {
    package let id: ID<AuditEntry>
    package let time: Date
    /// The person; nil where the program or a visitor acted.
    package let actor: ID<User>?
    /// The database role that did it; `service_role` with an actor is the program in that person's name.
    package let role: String
    /// `created`, `changed`, `deleted`, `imported`, or an ``AccountEvent``.
    package let action: String
    /// Such as `product`, as `app.audit` names it.
    package let kind: String
    package let entity: String?
    /// The product of a variant, the order of a payment; otherwise the thing itself.
    package let record: String?
    /// What the thing was called then.
    package let label: String?
    package let before: [String: AuditValue]
    package let after: [String: AuditValue]
    package let address: String?
    package let requestID: String?
}

extension AuditEntry {
    /// The columns that differ, by name.
    package var fields: [String] { Set(before.keys).union(after.keys).sorted() }
}

extension AuditEntry: PostgresRow {
    static let columns: SQL = """
        a.id, a.created_at, a.actor_id, a.actor_role, a.action, a.entity_type, a.entity_id, a.record_id, a.label,
        a.before, a.after, host(a.ip_address) AS address, a.request_id
        """

    package init(row: Row) throws {
        id = try row["id"]
        time = try row["created_at"]
        actor = try row["actor_id"]
        role = try row["actor_role"]
        action = try row["action"]
        kind = try row["entity_type"]
        entity = try row["entity_id"]
        record = try row["record_id"]
        label = try row["label"]
        before = try (row["before"] as JSON?)?.decode() ?? [:]
        after = try (row["after"] as JSON?)?.decode() ?? [:]
        address = try row["address"]
        requestID = try row["request_id"]
    }
}

import Foundation
import Postgres
import TestSupport

/// A store whose log a test reads.
struct AuditedStore {
    let stores: TwoStores
    var tenant: TwoStores.Tenant { TwoStores.a }

    static func open() async throws -> AuditedStore {
        AuditedStore(stores: try await TwoStores.open())
    }

    /// Runs statements as a persona with claims as the program sends them, and gives what the log has learned by it.
    @discardableResult
    func act(as persona: String, claims: [String: String] = [:], _ statements: SQL...) async throws -> [Entry] {
        let before = try await stores.count("SELECT count(*) FROM audit_log")
        let connection = try await TestDatabase.current.connect()
        let text = String(decoding: try JSONEncoder().encode(claims), as: UTF8.self)
        _ = try await connection.pipeline(
            ["SELECT app.enter(\(persona), \(text)::text::jsonb, \(tenant.store))"] + statements)
        return try await entries("TRUE OFFSET \(before)")
    }

    /// The log from its beginning, as it was written: ids of one millisecond have no order.
    func entries(_ condition: SQL = "TRUE") async throws -> [Entry] {
        try await stores.administrator.query(
            """
            SELECT * FROM (SELECT store_id, account_id, actor_id, actor_role, action, entity_type, entity_id, record_id,
                label, before::text, after::text, request_id, host(ip_address) AS ip FROM audit_log ORDER BY tableoid, ctid) AS log
            WHERE \(condition)
            """,
            as: Entry.self
        )
    }

    /// A row of the log.
    struct Entry: PostgresRow {
        let store: UUID?
        let account: UUID?
        let actor: UUID?
        let role: String
        let action: String
        let kind: String
        let entity: String?
        let record: String?
        let label: String?
        let before: String?
        let after: String?
        let request: String?
        let address: String?

        init(row: Row) throws {
            store = try row["store_id"]
            account = try row["account_id"]
            actor = try row["actor_id"]
            role = try row["actor_role"]
            action = try row["action"]
            kind = try row["entity_type"]
            entity = try row["entity_id"]
            record = try row["record_id"]
            label = try row["label"]
            before = try row["before"]
            after = try row["after"]
            request = try row["request_id"]
            address = try row["ip"]
        }

        /// Such as `changed product`.
        var act: String { "\(action) \(kind)" }
    }
}

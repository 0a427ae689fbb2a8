package import Foundation
package import Postgres

/// What may be seen of a stored key: all but the key.
package struct StoredKey: Hashable, Sendable {
    package let kind: StoreSecret
    /// The slug of the store; nil for a key of the platform.
    package let store: String?
    package let hint: String?
    /// The name of the master key that wraps it; nil where the reader may not see that.
    package let masterKey: String?
    package let expiry: Date?
    package let lastUse: Date?
    package let useCount: Int

    /// Whole days until it ends, counted down to zero on its last.
    package func daysLeft(at date: Date = Date()) -> Int? {
        expiry.map { max(0, Int(($0.timeIntervalSince(date) / 86_400).rounded(.down))) }
    }

    package func hasEnded(at date: Date = Date()) -> Bool {
        expiry.map { $0 <= date } ?? false
    }
}

extension StoredKey {
    /// How long before its end a key is spoken of.
    package static let noticeDays = 14

    /// All keys of the installation; for the service persona without a store.
    package static func list(on db: Connection) async throws -> [StoredKey] {
        try await db.query(
            """
            SELECT \(columns), s.store_slug, split_part(k.encrypted_key, '.', 2) AS master_key
            FROM system_api_keys k LEFT JOIN stores s ON s.id = k.store_id
            WHERE k.is_active ORDER BY s.store_slug NULLS FIRST, k.service_name, k.key_type
            """
        )
    }

    /// The keys of a store, as its owner may see them.
    package static func list(in store: ID<Store>, on db: Connection) async throws -> [StoredKey] {
        try await db.query(
            """
            SELECT \(columns), s.store_slug, NULL::text AS master_key
            FROM system_api_keys k JOIN stores s ON s.id = k.store_id
            WHERE k.store_id = \(store) AND k.is_active ORDER BY k.service_name, k.key_type
            """
        )
    }

    private static let columns: SQL = """
        k.service_name, k.key_type, k.key_hint, k.expires_at, k.last_used_at, k.usage_count
        """
}

extension StoredKey: PostgresRow {
    package init(row: Row) throws {
        kind = StoreSecret(service: try row["service_name"], type: try row["key_type"])
        store = try row["store_slug"]
        hint = try row["key_hint"]
        masterKey = try row["master_key"]
        expiry = try row["expires_at"]
        lastUse = try row["last_used_at"]
        useCount = Int(try row.decode("usage_count", as: Int32.self))
    }
}

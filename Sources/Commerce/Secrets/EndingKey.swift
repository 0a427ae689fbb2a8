import Foundation
import Postgres

/// A key that ends soon, and of which so short a time was not spoken yet.
struct EndingKey: PostgresRow {
    enum Kind: String {
        case keptWithUs = "system_api_keys"
        case ofIntegration = "api_keys"
    }

    let kind: Kind
    let id: UUID
    /// In a sentence: `Stripe secret key`, `API key “Stock sync”`.
    let title: String
    let store: ID<Store>
    let storeName: String
    let slug: String
    let owner: String
    let expiry: Date
    let days: Int16

    init(row: Row) throws {
        let service: String? = try row["service_name"]
        let name: String = try row["name"]
        kind = service == nil ? .ofIntegration : .keptWithUs
        title = service.map { StoreSecret(service: $0, type: name).title } ?? "API key “\(name)”"
        id = try row["id"]
        store = try row["store_id"]
        storeName = try row["store_name"]
        slug = try row["store_slug"]
        owner = try row["email"]
        expiry = try row["expires_at"]
        days = try row["days"]
    }
}

extension EndingKey {
    static func keptWithUs(limit: Int) -> SQL {
        due("system_api_keys", service: "k.service_name", name: "k.key_type", while: "k.is_active", limit: limit)
    }

    /// A key that is made for a week needs no word about its last fourteen days.
    static func ofIntegrations(limit: Int) -> SQL {
        let active: SQL = "k.revoked_at IS NULL AND k.created_at < k.expires_at - due.days * interval '1 day'"
        return due("api_keys", service: "NULL::text", name: "k.name", while: active, limit: limit)
    }

    private static func due(_ table: SQL, service: SQL, name: SQL, while active: SQL, limit: Int) -> SQL {
        """
        SELECT k.id, \(service) AS service_name, \(name) AS name, k.store_id, s.store_name, s.store_slug, o.email,
            k.expires_at, due.days
        FROM \(table) k
        JOIN stores s ON s.id = k.store_id AND s.deleted_at IS NULL
        JOIN store_owners o ON o.id = s.store_owner_id
        CROSS JOIN LATERAL (
            SELECT CASE WHEN k.expires_at < now() + interval '3 days' THEN 3 ELSE 14 END::smallint AS days
        ) AS due
        WHERE \(active) AND k.expires_at > now() AND k.expires_at < now() + interval '14 days'
            AND (k.warned_days_before IS NULL OR k.warned_days_before > due.days)
        ORDER BY k.expires_at LIMIT \(limit) FOR UPDATE OF k SKIP LOCKED
        """
    }

    var mark: SQL {
        "UPDATE \(SQL.identifier(kind.rawValue)) SET warned_days_before = \(days) WHERE id = \(id)"
    }
}

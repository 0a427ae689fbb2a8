import Foundation
import Postgres

/// A secret of a tenant on its way, and where it belongs.
struct TenantSecret: Codable, Hashable, Sendable {
    enum Place: String, Codable, Hashable, Sendable {
        /// A key of an outside service: `system_api_keys`.
        case key
        case email, tracking
        /// An authenticator app.
        case factor
    }

    let place: Place
    var store: ID<Store>?
    var user: ID<User>?
    /// Of a factor.
    var id: ID<Factor>?
    /// The service; the column; what its owner calls a factor.
    let name: String
    /// The key's type; the factor's state.
    let type: String
    var hint: String?
    var expiry: Date?
    let value: String

    /// What the sealed value is bound to.
    func vaultRow() throws(ArchiveSecretsError) -> String {
        switch (place, store, id) {
        case (.key, let store?, _): return StoreSecret(service: name, type: type).row(in: store)
        case (.email, let store?, _): return "email_configurations/\(store)"
        case (.tracking, let store?, _) where Self.trackingColumns.contains(name):
            return "analytics_configurations/\(store)/\(name)"
        case (.factor, nil, let id?): return Factor.vaultRow(id)
        default: throw .misplaced(title)
        }
    }

    var title: String { "\(place.rawValue) \(name.prefix(60))" }

    static let trackingColumns = ["ga4_api_secret", "meta_access_token"]
}

extension TenantSecret {
    /// A secret as it rests, and what people call it.
    struct Sealed: PostgresRow {
        let place: Place
        let store: ID<Store>?
        let user: ID<User>?
        let id: ID<Factor>?
        let name: String
        let type: String
        let hint: String?
        let expiry: Date?
        let text: String
        let title: String

        init(row: Row) throws {
            place = Place(rawValue: try row["place"]) ?? .key
            store = try row["store_id"]
            user = try row["user_id"]
            id = try row["id"]
            name = try row["name"]
            type = try row["type"]
            hint = try row["hint"]
            expiry = try row["expires_at"]
            text = try row["sealed"]
            title = try row["title"]
        }

        /// - Throws: ``ArchiveSecretsError/unreadable(_:_:)``
        func open(with vault: SecretVault) throws(ArchiveSecretsError) -> TenantSecret {
            func secret(_ value: String) -> TenantSecret {
                TenantSecret(
                    place: place, store: store, user: user, id: id, name: name, type: type, hint: hint, expiry: expiry,
                    value: value)
            }
            let row = try secret("").vaultRow()
            do {
                return secret(try vault.open(text, for: row).reveal())
            } catch {
                throw .unreadable(title, error)
            }
        }
    }
}

import Foundation
package import Postgres

/// Writes to the owner of a store once fourteen and once three days before a key of theirs ends.
package struct WarnOfExpiry: Sendable {
    private let database: Database
    private let vault: SecretVault
    /// The address of a store's payment settings.
    private let settings: @Sendable (_ slug: String) -> String

    private static let batch = 50

    package init(
        database: Database, vault: SecretVault, settings: @escaping @Sendable (_ slug: String) -> String
    ) {
        self.database = database
        self.vault = vault
        self.settings = settings
    }

    /// How many letters were queued: with each letter its mark, in one transaction.
    @discardableResult
    package func callAsFunction() async throws -> Int {
        try await database.transaction(as: .service(store: nil), retry: .conflicts()) { db in
            let keys = try await db.query(EndingKey.due(limit: Self.batch), as: EndingKey.self)
            for key in keys {
                if let letter = letter(key) { try await QueueLetter.run(letter, in: key.store, vault: vault, on: db) }
                try await db.execute(key.mark)
            }
            return keys.count
        }
    }

    private func letter(_ key: EndingKey) -> Letter? {
        guard let owner = EmailAddress(key.owner) else { return nil }
        let day = key.expiry.formatted(.iso8601.year().month().day())
        return Letter(
            to: owner,
            subject: "The \(key.kind.title) of \(key.storeName) ends on \(day)",
            paragraphs: [
                "The \(key.kind.title) that \(key.storeName) keeps with us ends on \(day). After that day it is not used.",
                "Make a new one at the service, and enter it in the store's settings.",
            ],
            action: Letter.Action(title: "Open the settings", address: settings(key.slug))
        )
    }
}

extension StoreSecret {
    /// In a sentence: `Stripe secret key`.
    package var title: String {
        "\(service.prefix(1).uppercased())\(service.dropFirst()) \(type.replacing("_", with: " "))"
    }
}

private struct EndingKey: PostgresRow {
    let id: ID<StoredKey>
    let kind: StoreSecret
    let store: ID<Store>
    let storeName: String
    let slug: String
    let owner: String
    let expiry: Date
    let days: Int16

    init(row: Row) throws {
        id = try row["id"]
        kind = StoreSecret(service: try row["service_name"], type: try row["key_type"])
        store = try row["store_id"]
        storeName = try row["store_name"]
        slug = try row["store_slug"]
        owner = try row["email"]
        expiry = try row["expires_at"]
        days = try row["days"]
    }

    /// Keys that end soon and of which so short a time was not spoken yet.
    static func due(limit: Int) -> SQL {
        """
        SELECT k.id, k.service_name, k.key_type, k.store_id, s.store_name, s.store_slug, o.email, k.expires_at, due.days
        FROM system_api_keys k
        JOIN stores s ON s.id = k.store_id AND s.deleted_at IS NULL
        JOIN store_owners o ON o.id = s.store_owner_id
        CROSS JOIN LATERAL (
            SELECT CASE WHEN k.expires_at < now() + interval '3 days' THEN 3 ELSE 14 END::smallint AS days
        ) AS due
        WHERE k.is_active AND k.expires_at > now() AND k.expires_at < now() + interval '14 days'
            AND (k.warned_days_before IS NULL OR k.warned_days_before > due.days)
        ORDER BY k.expires_at LIMIT \(limit) FOR UPDATE OF k SKIP LOCKED
        """
    }

    var mark: SQL { "UPDATE system_api_keys SET warned_days_before = \(days) WHERE id = \(id)" }
}

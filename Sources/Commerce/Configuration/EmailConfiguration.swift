package import Postgres

/// The service that a store wants to send its e-mails by, as its owner may see it.
package struct EmailConfiguration: Hashable, Sendable {
    package enum Provider: String, CaseIterable, Sendable {
        case sendgrid, resend, mailgun, ses, smtp
    }

    package let provider: Provider
    package let sender: EmailAddress
    package let senderName: String
    package let replyTo: EmailAddress?
    /// The last characters of its key.
    package var hint: String?

    package init(provider: Provider, sender: EmailAddress, senderName: String, replyTo: EmailAddress?) {
        self.provider = provider
        self.sender = sender
        self.senderName = senderName
        self.replyTo = replyTo
    }

    fileprivate static func row(_ store: ID<Store>) -> String { "email_configurations/\(store)" }
}

extension EmailConfiguration: PostgresRow {
    package init(row: Row) throws {
        let (sender, replyTo) = (try row.decode("from_email", as: String.self), try row["reply_to_email"] as String?)
        guard let provider = Provider(rawValue: try row["provider"]), let address = EmailAddress(sender) else {
            throw EmailConfigurationError.unreadable
        }
        self.init(
            provider: provider, sender: address, senderName: try row["from_name"],
            replyTo: replyTo.flatMap { EmailAddress($0) })
        hint = try row["api_key_hint"]
    }

    package static func find(in store: ID<Store>, on db: Connection) async throws -> EmailConfiguration? {
        try await db.first(
            """
            SELECT provider, from_email, from_name, reply_to_email, api_key_hint FROM email_configurations
            WHERE store_id = \(store)
            """
        )
    }
}

/// Keeps it, its key sealed. Without a new key the one before stays.
package enum SaveEmailConfiguration {
    /// - Throws: ``EmailConfigurationError/keyMissing``
    package static func run(
        _ configuration: EmailConfiguration, key: Secret?, in store: ID<Store>, vault: SecretVault, on db: Connection
    ) async throws {
        let (name, from) = (configuration.provider.rawValue, configuration.sender.text)
        let settings: SQL = """
            provider = \(name), from_email = \(from), from_name = \(configuration.senderName),
            reply_to_email = \(configuration.replyTo?.text), is_active = true
            """
        guard let key else {
            let kept = try await db.query(
                "UPDATE email_configurations SET \(settings) WHERE store_id = \(store) RETURNING id")
            if kept.isEmpty { throw EmailConfigurationError.keyMissing }
            return
        }
        let sealed = try vault.seal(key, for: EmailConfiguration.row(store))
        try await db.execute(
            """
            INSERT INTO email_configurations
                (store_id, provider, from_email, from_name, reply_to_email, api_key_encrypted, api_key_hint)
            VALUES (\(store), \(name), \(from), \(configuration.senderName), \(configuration.replyTo?.text), \(sealed),
                \(key.hint))
            ON CONFLICT (store_id) DO UPDATE
            SET \(settings), api_key_encrypted = \(sealed), api_key_hint = \(key.hint)
            """
        )
    }
}

package enum RemoveEmailConfiguration {
    package static func run(in store: ID<Store>, on db: Connection) async throws {
        try await db.execute("DELETE FROM email_configurations WHERE store_id = \(store)")
    }
}

/// Opens the key, for the program alone; nothing where the store has none.
package enum FindEmailKey {
    package static func run(in store: ID<Store>, vault: SecretVault, on db: Connection) async throws -> Secret? {
        let row = try await db.first(
            "SELECT api_key_encrypted FROM email_configurations WHERE store_id = \(store) AND is_active"
        )
        guard let sealed = try row?.decode("api_key_encrypted", as: String.self) else { return nil }
        return try vault.open(sealed, for: EmailConfiguration.row(store))
    }
}

package enum EmailConfigurationError: Error, Hashable {
    case keyMissing
    case unreadable
}

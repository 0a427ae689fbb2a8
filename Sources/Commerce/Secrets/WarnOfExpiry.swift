import Foundation
package import Postgres

/// Writes to the owner of a store once fourteen and once three days before a key of theirs ends: one that the store keeps
/// with us, or one that it gave to an integration.
package struct WarnOfExpiry: Sendable {
    private let database: Database
    private let vault: SecretVault
    /// The address of a store's settings.
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
            let keys =
                try await db.query(EndingKey.keptWithUs(limit: Self.batch), as: EndingKey.self)
                + db.query(EndingKey.ofIntegrations(limit: Self.batch), as: EndingKey.self)
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
        let subject = "The \(key.title) of \(key.storeName) ends on \(day)"
        switch key.kind {
        case .keptWithUs:
            return Letter(
                to: owner,
                subject: subject,
                paragraphs: [
                    "The \(key.title) that \(key.storeName) keeps with us ends on \(day). After that day it is not used.",
                    "Make a new one at the service, and enter it in the store's settings.",
                ],
                action: Letter.Action(title: "Open the settings", address: settings(key.slug) + "/payments")
            )
        case .ofIntegration:
            return Letter(
                to: owner,
                subject: subject,
                paragraphs: [
                    "The \(key.title) opens \(key.storeName) to a program until \(day). After that day it opens nothing, and whatever works with it stops.",
                    "Make another key, give it to the program, and revoke the old one. If nothing uses it any more, there is nothing to do.",
                ],
                action: Letter.Action(title: "Open the keys", address: settings(key.slug) + "/keys")
            )
        }
    }
}

extension StoreSecret {
    /// In a sentence: `Stripe secret key`.
    package var title: String {
        "\(service.prefix(1).uppercased())\(service.dropFirst()) \(type.replacing("_", with: " "))"
    }
}

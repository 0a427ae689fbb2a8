import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database) struct WarnOfExpiryTests {
    @Test func `an owner is written to fourteen and three days before a key ends, each time once`() async throws {
        let shop = try await Shop.open(cards: true)
        let warn = WarnOfExpiry(database: shop.database, vault: Shop.vault) { "http://localhost/\($0)" }
        var letters: [Int] = []
        for days in [20, 13, 13, 2, 2, 1, 13] {
            try await shop.administrator.execute(
                """
                UPDATE system_api_keys SET expires_at = now() + \(days) * interval '1 day'
                WHERE key_type = 'secret_key' AND (expires_at IS NULL OR \(days) = 20)
                """)
            // The same end, so many days nearer: no other key, and so no other warning.
            try await shop.administrator.script(
                "ALTER TABLE system_api_keys DISABLE TRIGGER forget_expiry_warning")
            try await shop.administrator.execute(
                """
                UPDATE system_api_keys SET expires_at = now() + \(days) * interval '1 day' WHERE key_type = 'secret_key'
                """)
            try await shop.administrator.script(
                "ALTER TABLE system_api_keys ENABLE TRIGGER forget_expiry_warning")
            letters.append(try await warn())
        }

        #expect(letters == [0, 1, 0, 1, 0, 0, 0])
        let row = try await shop.administrator.one("SELECT count(*) AS n FROM jobs WHERE kind = 'letters.send'")
        #expect(try row.decode("n", as: Int.self) == 2)
    }

    @Test func `the owner is told the same of an integration's key, and of none that was made for a week`() async throws
    {
        let shop = try await Shop.open(cards: false)
        let warn = WarnOfExpiry(database: shop.database, vault: Shop.vault) { "http://localhost/\($0)" }
        for (name, days) in [("Stock <sync>", 20), ("For a week", 7), ("Revoked", 7)] {
            let draft = APIKeyDraft(
                name: name, scopes: [.readStore], expiry: Date(timeIntervalSinceNow: Double(days) * 86_400))
            _ = try await shop.database.transaction(as: .owner(user: shop.owner, store: shop.store)) { db in
                try await CreateAPIKey.run(draft, by: shop.owner, in: shop.store, on: db)
            }
        }
        try await shop.administrator.execute("UPDATE api_keys SET revoked_at = now() WHERE name = 'Revoked'")

        var letters: [Int] = []
        for days in [8, 0, 4, 6, 0] {
            // So many days later.
            try await shop.administrator.script("ALTER TABLE api_keys DISABLE TRIGGER forget_expiry_warning")
            try await shop.administrator.execute(
                """
                UPDATE api_keys SET created_at = created_at - \(days) * interval '1 day',
                    expires_at = expires_at - \(days) * interval '1 day'
                """)
            try await shop.administrator.script("ALTER TABLE api_keys ENABLE TRIGGER forget_expiry_warning")
            letters.append(try await warn())
        }

        // Fourteen days before, the week's key is over already; three days before.
        #expect(letters == [1, 0, 0, 1, 0])
        let row = try await shop.administrator.one(
            "SELECT payload FROM jobs WHERE kind = \(QueueLetter.kind) ORDER BY id LIMIT 1")
        let letter = try row.decode("payload", as: JSON.self).decode(SealedLetter.self).open(with: Shop.vault)
        #expect(letter.subject.hasPrefix("The API key “Stock <sync>” of"))
        #expect(letter.action?.address.hasSuffix("/keys") == true)
        let told = try await shop.administrator.one(
            "SELECT count(*) AS n FROM audit_log WHERE entity_type = 'API key' AND action = 'changed' AND actor_role = 'service_role'"
        )
        #expect(try told.decode("n", as: Int.self) == 0)
    }
}

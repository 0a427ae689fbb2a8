import Foundation
package import Postgres

/// Queues the letters that billing has asked for, each in the transaction that marks it as queued.
package struct SendBillingNotices: Sendable {
    private let database: Database
    private let vault: SecretVault
    /// Of the owner's page about the plan.
    private let address: String

    private static let batch = 50

    package init(database: Database, vault: SecretVault, address: String) {
        self.database = database
        self.vault = vault
        self.address = address
    }

    /// How many were queued.
    @discardableResult
    package func callAsFunction() async throws -> Int {
        try await database.transaction(as: .service(store: nil), retry: .conflicts()) { db in
            let waiting = try await db.query(BillingLetter.waiting(limit: Self.batch), as: BillingLetter.self)
            for notice in waiting {
                if let letter = notice.letter(leadingTo: address) {
                    try await QueueLetter.run(letter, in: nil, vault: vault, on: db)
                }
                _ = try await db.execute(notice.mark)
            }
            return waiting.count
        }
    }
}

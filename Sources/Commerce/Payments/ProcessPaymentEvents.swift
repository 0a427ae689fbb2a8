import Foundation
package import Postgres

/// Works on stored events of the payment provider, each once.
package struct ProcessPaymentEvents: Sendable {
    private let database: Database
    private let provider: any PaymentProvider

    /// After so many failures a person has to look.
    private static let attempts: Int32 = 20

    package init(database: Database, provider: any PaymentProvider) {
        self.database = database
        self.provider = provider
    }

    /// The effect and the mark that it was done are one transaction.
    package func one(_ event: String, in store: ID<Store>) async throws {
        try await database.transaction(as: .service(store: store), retry: .conflicts()) { db in
            guard let payload = try await db.first(Self.claim(event, in: store)) else { return }
            let body: JSON = try payload["payload"]
            if let intent = try provider.event(stored: body.text).intent {
                try await FinalizePayment.run(intent, in: store, on: db)
            }
            try await db.execute(
                """
                UPDATE stripe_events SET processed_at = now(), attempts = attempts + 1, last_error = NULL
                WHERE store_id = \(store) AND event_id = \(event)
                """
            )
        }
    }

    /// What an earlier attempt left undone, oldest first; how many were tried.
    package func waiting(limit: Int = 100) async throws -> Int {
        let found = try await database.read(
            as: Persona.service(store: nil).databaseActor,
            [
                """
                SELECT store_id, event_id FROM stripe_events
                WHERE processed_at IS NULL AND attempts < \(Self.attempts) AND received_at < now() - interval '10 seconds'
                ORDER BY received_at LIMIT \(limit)
                """
            ]
        )[0]
        for row in found {
            let (store, event): (ID<Store>, String) = (try row["store_id"], try row["event_id"])
            do {
                try await one(event, in: store)
            } catch {
                try await note(error, on: event, in: store)
            }
        }
        return found.count
    }

    /// Whoever comes second finds the event done, or passes by while the first is at it.
    private static func claim(_ event: String, in store: ID<Store>) -> SQL {
        """
        SELECT payload FROM stripe_events
        WHERE store_id = \(store) AND event_id = \(event) AND processed_at IS NULL FOR UPDATE SKIP LOCKED
        """
    }

    private func note(_ error: any Error, on event: String, in store: ID<Store>) async throws {
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.execute(
                """
                UPDATE stripe_events SET attempts = attempts + 1, last_error = \(String(describing: error))
                WHERE store_id = \(store) AND event_id = \(event)
                """
            )
        }
    }
}

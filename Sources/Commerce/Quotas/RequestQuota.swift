package import Postgres

/// How much of the program one store may have: what its owner's plan allows.
package struct RequestQuota: Hashable, Sendable {
    /// Requests that come in a second for long.
    package let rate: Int
    /// Requests that may come at once after a pause.
    package let burst: Int
    /// Requests that are worked on together.
    package let atOnce: Int

    package init(rate: Int, burst: Int, atOnce: Int) {
        self.rate = rate
        self.burst = burst
        self.atOnce = atOnce
    }

    /// Until the plan is known: the starter's.
    package static let usual = RequestQuota(rate: 100, burst: 500, atOnce: 12)
    /// What is no store's: the doors of the dashboard.
    package static let platform = RequestQuota(rate: 500, burst: 2_000, atOnce: 24)
}

extension RequestQuota: PostgresRow {
    /// NULL is unlimited; a number that nothing reaches stands for it.
    private static let unlimited: Int32 = 1_000_000_000

    static func find(_ store: ID<Store>) -> SQL {
        """
        SELECT COALESCE(l.requests_per_second, \(unlimited)) AS rate, COALESCE(l.request_burst, \(unlimited)) AS burst,
            COALESCE(l.requests_at_once, \(unlimited)) AS at_once
        FROM stores s
        JOIN store_owners o ON o.id = s.store_owner_id
        JOIN plan_limits l ON l.plan_type = o.subscription_tier
        WHERE s.id = \(store)
        """
    }

    package init(row: Row) throws {
        self.init(rate: try row["rate"], burst: try row["burst"], atOnce: try row["at_once"])
    }
}

/// Asks the database what a store's plan allows.
package struct FindRequestQuota: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func callAsFunction(_ store: ID<Store>) async throws -> RequestQuota? {
        let service = try Persona.service(store: nil).databaseActor
        return try await database.read(as: service, RequestQuota.find(store), as: RequestQuota.self).first
    }
}

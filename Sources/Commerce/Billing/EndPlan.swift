import Postgres

/// Lets a plan end with the period that is paid, or go on after all.
package struct EndPlan: Sendable {
    private let billing: Billing

    package init(_ billing: Billing) {
        self.billing = billing
    }

    package func callAsFunction(_ ends: Bool, for owner: ID<User>, key: IdempotencyKey) async throws {
        let secret = try await billing.key()
        let (current, name) = try await billing.running(of: owner)
        guard current.cancelAtPeriodEnd != ends else { return }
        _ = try await billing.asking {
            try await billing.provider.setCancelAtPeriodEnd(
                ends,
                of: name,
                idempotencyKey: "end-\(owner)-\(key.text)",
                with: secret
            )
        }
        try await RefreshSubscription(billing: billing)(name, of: owner)
    }

    /// Ends at the provider what a younger subscription of the same owner has replaced; how many were asked for.
    @discardableResult
    package func superseded() async throws -> Int {
        guard let secret = try await billing.keys.secretKey() else { return 0 }
        let found = try await billing.database.read(as: Persona.billing.databaseActor, [Subscription.superseded])[0]
        for row in found {
            let name: String = try row["stripe_subscription_id"]
            _ = try await billing.asking { try await billing.provider.cancel(name, with: secret) }
        }
        return found.count
    }
}

import Postgres

/// Leads an owner to the provider's page for cards, addresses and invoices.
package struct OpenBillingPortal: Sendable {
    private let billing: Billing

    package init(_ billing: Billing) {
        self.billing = billing
    }

    package func callAsFunction(for owner: BillingOwner, returningTo address: String) async throws -> HostedPage {
        let secret = try await billing.key()
        let customer = try await billing.customer(of: owner, with: secret)
        return try await billing.asking {
            try await billing.provider.openPortal(for: customer, returningTo: address, with: secret)
        }
    }
}

/// The owner's invoices, the newest first; none where the provider has never heard of them.
package struct ListBillingInvoices: Sendable {
    private let billing: Billing

    package init(_ billing: Billing) {
        self.billing = billing
    }

    package func callAsFunction(of owner: ID<User>) async throws -> [BillingInvoice] {
        guard let secret = try await billing.keys.secretKey() else { return [] }
        let found = try await billing.database.read(
            as: Persona.billing.databaseActor,
            ["SELECT stripe_customer_id FROM store_owners WHERE id = \(owner)"]
        )[0]
        guard let row = found.first, let id: String = try row["stripe_customer_id"] else { return [] }
        return try await billing.asking {
            try await billing.provider.invoices(of: BillingCustomer(id: id), with: secret)
        }
    }
}

package import Foundation
package import Postgres

/// What the use cases of billing work with.
package struct Billing: Sendable {
    let database: Database
    let provider: any BillingProvider
    let keys: BillingKeys
    let prices: PlanPrices
    let now: @Sendable () -> Date

    package init(
        database: Database,
        provider: any BillingProvider,
        keys: BillingKeys,
        prices: PlanPrices = PlanPrices(),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.provider = provider
        self.keys = keys
        self.prices = prices
        self.now = now
    }
}

extension Billing {
    /// - Throws: ``BillingError/notConfigured``
    func key() async throws -> Secret {
        guard let key = try await keys.secretKey() else { throw BillingError.notConfigured }
        return key
    }

    func plans() async throws -> [Plan] {
        try await database.read(as: Persona.billing.databaseActor, Plan.list, as: Plan.self)
    }

    /// A plan that is sold, and by which price.
    func sold(_ kind: Plan.Kind) async throws -> (plan: Plan, price: String) {
        guard let plan = try await plans().first(where: { $0.kind == kind && $0.isPublic }) else {
            throw BillingError.notForSale
        }
        guard let price = prices.price(of: plan) else { throw BillingError.priceMissing(plan.name) }
        return (plan, price)
    }

    /// The plan that counts for the owner now.
    func subscription(of owner: ID<User>) async throws -> Subscription? {
        try await database.read(as: Persona.billing.databaseActor, Subscription.find(of: owner), as: Subscription.self)
            .first
    }

    /// The provider's customer for an owner; found or made once, and noted.
    func customer(of owner: BillingOwner, with key: Secret) async throws -> BillingCustomer {
        let billing = try Persona.billing.databaseActor
        let found = try await database.read(
            as: billing,
            ["SELECT stripe_customer_id FROM store_owners WHERE id = \(owner.id)"]
        )[0]
        guard let row = found.first else { throw BillingError.noOwner }
        if let known: String = try row["stripe_customer_id"] { return BillingCustomer(id: known) }
        let customer = try await asking { try await provider.findOrCreateCustomer(owner, with: key) }
        try await database.transaction(as: .billing) { db in
            _ = try await db.execute(Self.note(customer, of: owner.id))
        }
        return customer
    }

    /// Says in the words of billing what the provider could not do.
    func asking<Value: Sendable>(_ call: () async throws -> Value) async throws -> Value {
        do {
            return try await call()
        } catch let error as PaymentProviderError {
            throw BillingError(error)
        }
    }

    static func note(_ customer: BillingCustomer, of owner: ID<User>) -> SQL {
        """
        UPDATE store_owners SET stripe_customer_id = \(customer.id)
        WHERE id = \(owner) AND stripe_customer_id IS NULL
        """
    }
}

import Commerce
import Foundation
import Postgres
import Pricing
import Synchronization
import TestSupport
import Testing

/// An owner buys, changes and ends a plan.
@Suite(.database) struct ChangePlanTests {
    private let key = "sk_test_of_the_platform"

    private func submission() throws -> IdempotencyKey { try #require(IdempotencyKey(UUID().uuidString)) }

    private func owner(_ life: BillingLife) -> BillingOwner {
        BillingOwner(id: life.owner, email: "owner-1@billing.test")
    }

    @Test func `what is left of the trial is not lost by buying early`() async throws {
        let life = try await BillingLife.begin(knowingCustomer: false)
        let provider = BillingLife.provider()
        let start = StartPlanCheckout(life.billing(provider, key: key, at: Date()))
        let submission = try submission()

        let page = try await start(.starter, for: owner(life), key: submission, returningTo: "https://s.test/plan")
        _ = try await start(.starter, for: owner(life), key: submission, returningTo: "https://s.test/plan")

        #expect(page.address.hasPrefix("https://checkout.stripe.com/"))
        let orders = provider.state.withLock(\.orders)
        let left = try #require(orders[0].order.trialEnd).timeIntervalSinceNow
        #expect(abs(left - 14 * 86_400) < 600)
        #expect(orders[0].order.price == "price_starter")
        #expect(orders[0].successAddress == "https://s.test/plan?checkout={CHECKOUT_SESSION_ID}")
        #expect(Set(orders.map(\.order.idempotencyKey)).count == 1)
        // Asked for once, then known.
        #expect(provider.state.withLock(\.customers) == 1)
    }

    @Test func `whoever comes back from the page has the plan before the webhook comes`() async throws {
        let life = try await BillingLife.begin()
        let provider = BillingLife.provider()
        let customer = BillingCustomer(id: life.customer)
        func bought(_ status: String) -> BillingSubscription {
            BillingSubscription(
                id: life.first, customer: customer, status: status, createdAt: Date(), price: "price_professional")
        }
        let stranger = ID<User>(UUID())
        provider.state.withLock { state in
            state.checkouts["cs_mine"] = CheckoutOutcome(
                owner: life.owner, customer: customer, subscription: life.first)
            state.checkouts["cs_theirs"] = CheckoutOutcome(owner: stranger, customer: nil, subscription: life.first)
            state.checkouts["cs_open"] = CheckoutOutcome(owner: life.owner, customer: nil, subscription: nil)
        }
        let finish = FinishPlanCheckout(life.billing(provider, key: key))

        #expect(try await finish("cs_theirs", of: life.owner) == .nothing)
        #expect(try await finish("cs_open", of: life.owner) == .nothing)
        #expect(try await life.state().contains { $0.hasPrefix("trial trial t") })
        provider.put(bought("incomplete"))
        #expect(try await finish("cs_mine", of: life.owner) == .unconfirmed)
        #expect(try await life.state().contains { $0.hasPrefix("trial trial t") })
        provider.put(bought("active"))
        #expect(try await finish("cs_mine", of: life.owner) == .begun)
        #expect(try await life.state().contains { $0.hasPrefix("professional active t") })
    }

    @Test func `a larger plan is paid now, a smaller one on the next invoice, at the second that was shown`()
        async throws
    {
        let life = try await BillingLife.begin()
        let provider = BillingLife.provider()
        let billing = life.billing(provider, key: key)
        try await StartPlanCheckout(billing).withoutPage(.starter, for: owner(life), key: submission())
        let change = ChangePlan(billing)

        let preview = try await change.preview(.professional, for: owner(life))
        #expect(preview.settlement == .now)
        #expect(preview.proration.amountDue == Money(minorUnits: 31_17, .usd))
        try await change(to: .professional, for: owner(life), previewedAt: preview.date, key: submission())
        #expect(try await life.state().contains { $0.hasPrefix("professional") })
        #expect(provider.state.withLock(\.changes)[0].prorationDate == preview.date)

        let back = try await change.preview(.starter, for: owner(life))
        #expect(back.settlement == .onNextInvoice)
        await #expect(throws: BillingError.previewOutdated) {
            try await change(to: .starter, for: owner(life), previewedAt: back.date - 7_200, key: submission())
        }
        await #expect(throws: BillingError.samePlan) { try await change.preview(.professional, for: owner(life)) }
    }

    @Test func `a smaller plan takes nothing away, says what is beyond it, and lets nothing be added`() async throws {
        let life = try await BillingLife.begin()
        let provider = BillingLife.provider()
        let billing = life.billing(provider, key: key)
        try await StartPlanCheckout(billing).withoutPage(.professional, for: owner(life), key: submission())
        try await life.administrator.execute(
            """
            INSERT INTO products (store_id, name, slug, price)
            SELECT \(life.store), 'Thing', 'thing-' || n, 1 FROM generate_series(1, 1001) n
            """
        )

        let preview = try await ChangePlan(billing).preview(.starter, for: owner(life))
        let excess = try #require(preview.excesses.first)
        #expect(preview.excesses.count == 1)
        #expect(excess.thing == .products && excess.used == 1_001 && excess.limit == 1_000)
        try await ChangePlan(billing)(to: .starter, for: owner(life), previewedAt: preview.date, key: submission())

        #expect(try await life.count("SELECT count(*) FROM products WHERE store_id = \(life.store)") == 1_001)
        let error = await #expect(throws: PostgresError.self) {
            try await life.database.transaction(as: .owner(user: life.owner, store: life.store)) { db in
                _ = try await db.execute(
                    "INSERT INTO products (store_id, name, slug, price) VALUES (\(life.store), 'More', 'more', 1)"
                )
            }
        }
        #expect(
            error.flatMap(PlanLimit.init)?.description
                == "Your plan Starter allows 1,000 products in each store. Choose a larger plan, or delete products that you no longer sell."
        )
    }

    @Test func `a plan ends with its period, and goes on after all`() async throws {
        let life = try await BillingLife.begin()
        let billing = life.billing(BillingLife.provider(), key: key)
        try await StartPlanCheckout(billing).withoutPage(.starter, for: owner(life), key: submission())

        try await EndPlan(billing)(true, for: life.owner, key: submission())
        #expect(try await ShowPlan(billing)(of: life.owner).subscription?.cancelAtPeriodEnd == true)
        try await EndPlan(billing)(false, for: life.owner, key: submission())
        #expect(try await ShowPlan(billing)(of: life.owner).subscription?.cancelAtPeriodEnd == false)
    }

    @Test func `what cannot be is refused in words`() async throws {
        let life = try await BillingLife.begin()
        let provider = BillingLife.provider()
        let without = life.billing(provider)
        let billing = life.billing(provider, key: key)
        let submission = try submission()
        let stranger = BillingOwner(id: ID(UUID()), email: "stranger@billing.test")

        await #expect(throws: BillingError.notConfigured) {
            try await StartPlanCheckout(without)(.starter, for: owner(life), key: submission, returningTo: "x")
        }
        await #expect(throws: BillingError.priceMissing("Enterprise")) {
            try await StartPlanCheckout(billing)(.enterprise, for: owner(life), key: submission, returningTo: "x")
        }
        await #expect(throws: BillingError.notForSale) {
            try await StartPlanCheckout(billing)(.trial, for: owner(life), key: submission, returningTo: "x")
        }
        await #expect(throws: BillingError.noSubscription) {
            try await ChangePlan(billing).preview(.starter, for: owner(life))
        }
        await #expect(throws: BillingError.noSubscription) {
            try await EndPlan(billing)(true, for: life.owner, key: submission)
        }
        await #expect(throws: BillingError.noOwner) { try await ShowPlan(billing)(of: stranger.id) }
        await #expect(throws: BillingError.noOwner) {
            try await StartPlanCheckout(billing)(.starter, for: stranger, key: submission, returningTo: "x")
        }
        provider.fail(.declined)
        await #expect(throws: BillingError.declined(nil)) {
            try await StartPlanCheckout(billing).withoutPage(.starter, for: owner(life), key: submission)
        }
        try await StartPlanCheckout(billing).withoutPage(.starter, for: owner(life), key: submission)
        await #expect(throws: BillingError.alreadySubscribed) {
            try await StartPlanCheckout(billing)(.professional, for: owner(life), key: submission, returningTo: "x")
        }
    }

    @Test func `keys come from the settings, or sealed from the database`() async throws {
        let life = try await BillingLife.begin()
        let sealed = try Shop.vault.seal(Secret("sk_from_the_database"), for: PlatformSecret.secretKey.row)
        try await life.administrator.execute(
            """
            INSERT INTO system_api_keys (service_name, key_type, encrypted_key)
            VALUES ('stripe_billing', 'secret_key', \(sealed))
            """
        )

        let stored = BillingKeys(database: life.database, vault: Shop.vault)
        let set = BillingKeys(database: life.database, vault: Shop.vault, settings: .init(secretKey: Secret("sk_set")))

        #expect(try await stored.secretKey() == Secret("sk_from_the_database"))
        #expect(try await stored.webhookSecret() == nil)
        #expect(try await set.secretKey() == Secret("sk_set"))
    }
}

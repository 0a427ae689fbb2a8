import Commerce
import Foundation
import Postgres
import Pricing
import Providers
import TestSupport
import Testing

/// A whole plan's life with localstripe, a Stripe server written by others, in the provider's place.
@Suite(.database) struct StripeBillingLifeTests {
    private let owner = BillingOwner(id: ID(UUID()), email: "owner@plans.test")

    private func open(_ stripe: StripeBilling, key: String? = Till.key) async throws -> Billing {
        let test = try TestDatabase.current
        if key != nil {
            _ = try await test.administrator.pipeline([
                "INSERT INTO auth.users (id, email) VALUES (\(owner.id), \(owner.email))",
                "INSERT INTO store_owners (id, email) VALUES (\(owner.id), \(owner.email))",
            ])
        }
        let vault = SecretVault(current: try #require(SecretKey(Array(repeating: 7, count: 32))))
        return Billing(
            database: test.database,
            provider: stripe,
            keys: BillingKeys(
                database: test.database,
                vault: vault,
                settings: .init(secretKey: key.map { Secret($0) }, webhookSecret: Secret("whsec_of_the_platform"))
            ),
            prices: PlanPrices(settings: [.starter: "price_starter", .professional: "price_professional"])
        )
    }

    private func submission() throws -> IdempotencyKey { try #require(IdempotencyKey(UUID().uuidString)) }

    private func line() async throws -> String {
        try await TestDatabase.current.administrator.one(
            """
            SELECT concat_ws(' ', plan_type, status, cancel_at_period_end) AS line FROM store_owner_subscriptions
            WHERE store_owner_id = \(owner.id) AND stripe_subscription_id IS NOT NULL
            """
        ).decode("line")
    }

    @Test func `a plan is bought, changed for the difference, kept, cancelled and ended`() async throws {
        try await LocalStripe.sellPlans { stripe, till in
            let billing = try await open(stripe)
            // No days of trial are left, so that something is charged.
            try await TestDatabase.current.administrator.execute(
                "UPDATE store_owner_subscriptions SET current_period_end = now() + interval '1 hour'"
            )
            try await till.makePrice("price_starter", 19_00)
            try await till.makePrice("price_professional", 59_00)
            let customer = try await stripe.findOrCreateCustomer(owner, with: Secret(Till.key))
            #expect(try await stripe.findOrCreateCustomer(owner, with: Secret(Till.key)) == customer)
            try await till.keepCard("4242424242424242", of: customer.id)

            try await StartPlanCheckout(billing).withoutPage(.starter, for: owner, key: submission())
            #expect(try await line() == "starter active f")

            let preview = try await ChangePlan(billing).preview(.professional, for: owner)
            #expect(preview.proration.amountDue == Money(minorUnits: 40_00, .usd))
            #expect(preview.proration.lines.map(\.amount.minorUnits).sorted() == [-19_00, 59_00])
            try await ChangePlan(billing)(to: .professional, for: owner, previewedAt: preview.date, key: submission())
            #expect(try await line() == "professional active f")

            try await EndPlan(billing)(true, for: owner.id, key: submission())
            #expect(try await line() == "professional active t")
            try await EndPlan(billing)(false, for: owner.id, key: submission())
            #expect(try await line() == "professional active f")

            let invoices = try await ListBillingInvoices(billing)(of: owner.id)
            #expect(invoices.map(\.total) == [Money(minorUnits: 19_00, .usd)])
            #expect(invoices.first?.status == .paid)

            let running = try #require(try await ShowPlan(billing)(of: owner.id).subscription?.providerID)
            try await till.delete("/v1/subscriptions/\(running)")
            // Every report of this life, the last first, and then once more: what Stripe says now is what counts.
            let receive = ReceiveBillingEvent(billing)
            for report in try await till.events().reversed() {
                try await receive(Array(report.utf8), signature: try signature(of: report))
            }
            #expect(try await line() == "professional canceled f")
            let unprocessed = try await TestDatabase.current.administrator.one(
                "SELECT count(*) AS n FROM billing_events WHERE processed_at IS NULL"
            )
            #expect(try unprocessed.decode("n", as: Int.self) == 0)
        }
    }

    @Test func `a card that is declined leaves everything as it was`() async throws {
        try await LocalStripe.sellPlans { stripe, till in
            let billing = try await open(stripe)
            try await TestDatabase.current.administrator.execute(
                "UPDATE store_owner_subscriptions SET current_period_end = now() + interval '1 hour'"
            )
            try await till.makePrice("price_starter", 19_00)
            let customer = try await stripe.findOrCreateCustomer(owner, with: Secret(Till.key))
            try await till.keepCard("4000000000000341", of: customer.id)

            let error = await #expect(throws: BillingError.self) {
                try await StartPlanCheckout(billing).withoutPage(.starter, for: owner, key: submission())
            }

            guard case .declined = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await ShowPlan(billing)(of: owner.id).subscription?.isTrial == true)
        }
    }

    /// As Stripe signs it.
    private func signature(of body: String) throws -> String {
        StripeSigner.sign(body, secret: "whsec_of_the_platform", at: Date())
    }
}

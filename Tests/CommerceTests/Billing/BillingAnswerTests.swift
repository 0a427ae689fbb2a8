import Commerce
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

/// Where Stripe can be asked, its answer counts and not the report that led to the question.
@Suite(.database) struct BillingAnswerTests {
    private let key = "sk_test_of_the_platform"

    private func subscription(_ life: BillingLife, _ status: String) -> BillingSubscription {
        BillingSubscription(
            id: life.first,
            customer: BillingCustomer(id: life.customer),
            status: status,
            createdAt: Date(timeIntervalSince1970: TimeInterval(BillingLife.start)),
            price: "price_professional",
            owner: life.owner
        )
    }

    @Test func `an old report leads to the newest state`() async throws {
        let life = try await BillingLife.begin()
        let provider = BillingLife.provider()
        provider.put(subscription(life, "active"))

        let report = life.subscription(life.first, "created", after: 1, status: "incomplete")
        try await life.receive([report], life.billing(provider, key: key))

        #expect(try await life.state().contains { $0.hasPrefix("professional active t") })
    }

    @Test func `of two answers that cross, the one that was asked for later counts`() async throws {
        let life = try await BillingLife.begin()
        let provider = BillingLife.provider()
        let billing = life.billing(provider, key: key)
        provider.put(subscription(life, "past_due"))
        let late = life.subscription(life.first, "updated", after: 2, status: "active")
        // While the first answer travels, the invoice is paid, and the report of that is asked about and written down.
        let isFirst = Mutex(true)
        provider.state.withLock { state in
            state.meanwhile = {
                guard
                    isFirst.withLock({ first in
                        defer { first = false }
                        return first
                    })
                else { return }
                provider.put(subscription(life, "active"))
                try? await life.receive([late], billing)
            }
        }

        let early = life.subscription(life.first, "updated", after: 1, status: "past_due")
        try await life.receive([early], billing)

        #expect(try await life.state().contains { $0.contains("professional active active") })
        #expect(try await life.count("SELECT count(*) FROM billing_events WHERE processed_at IS NOT NULL") == 2)
    }

    @Test func `while Stripe is silent reports count, and the question is asked again`() async throws {
        let life = try await BillingLife.begin()
        let provider = BillingLife.provider()
        provider.put(subscription(life, "past_due"))
        provider.fail(.unavailable)

        let report = life.subscription(life.first, "created", after: 1, status: "active")
        try await life.receive([report], life.billing(provider, key: key))

        #expect(try await life.state().contains { $0.contains("starter active active") })
        #expect(
            try await life.count("SELECT count(*) FROM billing_events WHERE processed_at IS NULL AND attempts = 1") == 1
        )

        let later = Date(timeIntervalSince1970: TimeInterval(BillingLife.start + 60))
        try await ProcessBillingEvents(life.billing(provider, key: key, at: later)).waiting()

        #expect(try await life.state().contains { $0.contains("professional past_due past_due") })
        #expect(try await life.count("SELECT count(*) FROM billing_events WHERE processed_at IS NULL") == 0)
    }

    @Test func `reports of other accounts, of strangers and of nothing of ours are done and change nothing`()
        async throws
    {
        let life = try await BillingLife.begin()
        let before = try await life.state()
        let stranger = BillingLife(
            owner: ID(UUID()), store: life.store, database: life.database, administrator: life.administrator, mark: "x"
        )
        let customer =
            #"{"id": "evt_c", "type": "customer.created", "created": 1, "data": {"object": {"object": "customer"}}}"#

        try await life.receive(
            [
                life.subscription(life.first, "created", after: 1, status: "active", account: "acct_other"),
                stranger.subscription(stranger.first, "created", after: 1, status: "active"), customer,
            ],
            life.billing()
        )

        #expect(try await life.state() == before)
        let outcomes = try await life.administrator.query("SELECT outcome FROM billing_events ORDER BY outcome")
        #expect(try outcomes.map { try $0["outcome"] as String } == ["not_ours", "other_account", "unknown_owner"])
        #expect(try await ProcessBillingEvents(life.billing()).waiting() == 0)
    }

    @Test func `a status that Stripe invents tomorrow is kept word for word and closes no shop`() async throws {
        let life = try await BillingLife.begin()

        try await life.receive(
            [
                life.subscription(life.first, "created", after: 1, status: "active"),
                life.subscription(life.first, "updated", after: 2, status: "hibernating"),
            ],
            life.billing()
        )

        let state = try await life.state()
        #expect(state.contains { $0.contains("starter other hibernating") })
        #expect(state.contains { $0.hasPrefix("starter active t") })
    }

    @Test func `of two that run at once the younger counts, and the other is ended at Stripe`() async throws {
        let life = try await BillingLife.begin()
        let provider = BillingLife.provider()
        provider.put(subscription(life, "active"))
        let both = [
            life.subscription(
                life.second, "created", after: 50, status: "active", price: "price_professional", created: 50),
            life.subscription(life.first, "created", after: 10, status: "active"),
        ]

        try await life.receive(both, life.billing())
        let ended = try await EndPlan(life.billing(provider, key: key)).superseded()

        #expect(ended == 1)
        #expect(provider.state.withLock(\.cancelled) == [life.first])
        #expect(try await life.state().contains { $0.contains("sub_second professional active") })
    }

    @Test func `a report without the platform's secret is refused and not kept`() async throws {
        let life = try await BillingLife.begin()
        let receive = ReceiveBillingEvent(life.billing())
        let report = Array(life.subscription(life.first, "created", after: 1, status: "active").utf8)

        await #expect(throws: WebhookError.signatureMissing) { try await receive(report, signature: nil) }
        await #expect(throws: WebhookError.signatureWrong) { try await receive(report, signature: "whsec_guessed") }

        #expect(try await life.count("SELECT count(*) FROM billing_events") == 0)
    }
}

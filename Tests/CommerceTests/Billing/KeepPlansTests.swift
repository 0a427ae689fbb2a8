import Commerce
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

/// What time does to plans, and what owners are told of it.
@Suite(.database) struct KeepPlansTests {
    private let days: TimeInterval = 86_400

    private func letters(_ life: BillingLife) async throws -> [String] {
        let send = SendBillingNotices(
            database: life.database, vault: Shop.vault, address: "http://localhost/dashboard/plan")
        while try await send() > 0 {}
        let kinds = try await life.administrator.query(
            "SELECT kind FROM billing_notices WHERE queued_at IS NOT NULL ORDER BY kind"
        )
        let queued = try await life.count("SELECT count(*) FROM jobs WHERE kind = 'letters.send'")
        #expect(queued == kinds.count)
        return try kinds.map { try $0["kind"] }
    }

    @Test func `a trial is announced to end, ends, and closes the shops until a plan is chosen`() async throws {
        let life = try await BillingLife.begin()
        let end: Date = try await life.administrator.one(
            "SELECT current_period_end AS d FROM store_owner_subscriptions WHERE store_owner_id = \(life.owner)"
        ).decode("d")

        try await KeepPlans(life.billing(at: end - 4 * days))()
        #expect(try await letters(life) == [])
        for _ in 0..<3 { try await KeepPlans(life.billing(at: end - 3 * days + 60))() }
        #expect(try await letters(life) == ["trial_ending"])
        #expect(try await life.state().contains { $0.hasPrefix("trial trial t") })

        for _ in 0..<3 { try await KeepPlans(life.billing(at: end))() }
        #expect(try await letters(life) == ["trial_ended", "trial_ending"])
        #expect(try await life.state().contains { $0.hasPrefix("trial inactive f") })

        try await life.receive([life.subscription(life.first, "created", after: 1, status: "active")], life.billing())
        #expect(try await life.state().contains { $0.hasPrefix("starter active t") })
        #expect(try await letters(life) == ["plan_started", "trial_ended", "trial_ending"])
    }

    @Test func `an unpaid plan closes the shops after its days, and paying opens them`() async throws {
        let life = try await BillingLife.begin()
        let failed = Date(timeIntervalSince1970: TimeInterval(BillingLife.start + 20))
        let reports = [
            life.subscription(life.first, "created", after: 10, status: "active"),
            life.subscription(life.first, "updated", after: 20, status: "past_due"),
            life.subscription(life.first, "updated", after: 30, status: "active"),
        ]
        try await life.receive(Array(reports.prefix(2)), life.billing())

        try await KeepPlans(life.billing(at: failed + 14 * days - 1))()
        #expect(try await life.state().contains { $0.hasPrefix("starter active t") })
        for _ in 0..<2 { try await KeepPlans(life.billing(at: failed + 14 * days))() }
        #expect(try await life.state().contains { $0.hasPrefix("starter inactive f") })
        #expect(try await letters(life) == ["payment_failed", "plan_started", "shops_closed"])

        try await life.receive([reports[2]], life.billing())
        #expect(try await life.state().contains { $0.hasPrefix("starter active t") })
    }

    @Test func `changes and the end are told once, however often they are reported`() async throws {
        let life = try await BillingLife.begin()
        let reports = [
            life.subscription(life.first, "created", after: 10, status: "active"),
            life.subscription(life.first, "updated", after: 20, status: "active", price: "price_professional"),
            life.subscription(
                life.first, "updated", after: 30, status: "active", price: "price_professional", ends: true),
            life.subscription(
                life.first, "deleted", after: 40, status: "canceled", price: "price_professional", ends: true),
        ]

        try await life.receive(reports + reports, life.billing())

        #expect(try await letters(life) == ["cancel_scheduled", "plan_changed", "plan_ended", "plan_started"])
        #expect(try await life.state().contains { $0.hasPrefix("trial inactive f") })
    }

    @Test func `an announcement comes as a letter that leads to the plan`() async throws {
        let life = try await BillingLife.begin()
        try await life.receive(
            [life.subscription(life.first, "created", after: 10, status: "past_due")], life.billing())
        let send = SendBillingNotices(
            database: life.database, vault: Shop.vault, address: "http://localhost/dashboard/plan")
        try await send()

        let mailer = KeptLetters()
        let deliver = DeliverLetter(vault: Shop.vault, mailer: mailer) { letter in
            RenderedLetter(
                recipient: EmailAddress(letter.recipient) ?? mailer.nobody,
                sender: letter.sender,
                subject: letter.subject,
                text: letter.paragraphs.joined(separator: " ") + " " + (letter.action?.address ?? ""),
                html: ""
            )
        }
        let jobs = try await life.administrator.query(
            "SELECT id, store_id, kind, payload, attempts, max_attempts FROM jobs WHERE kind = 'letters.send'",
            as: Job.self
        )
        for job in jobs { try await deliver.handle(job) }

        let letter = try #require(mailer.letters.first { $0.subject == "Your payment did not go through" })
        #expect(letter.recipient.text == "owner-1@billing.test")
        #expect(letter.text.contains("Starter plan"))
        #expect(letter.text.hasSuffix("http://localhost/dashboard/plan"))
    }
}

/// Keeps what it is given.
private final class KeptLetters: Mailer {
    private let kept = Mutex<[RenderedLetter]>([])
    let nobody: EmailAddress

    init() {
        guard let nobody = EmailAddress("nobody@nowhere.test") else { fatalError("an address") }
        self.nobody = nobody
    }

    var letters: [RenderedLetter] { kept.withLock { $0 } }

    func send(_ letter: RenderedLetter) async throws(MailerError) {
        kept.withLock { $0.append(letter) }
    }
}

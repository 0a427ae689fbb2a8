import Commerce
import Foundation
import Postgres
import Providers
import TestSupport

/// An owner of a store, and reports of Stripe's about them, word for word as Stripe writes them.
struct BillingLife: Sendable {
    let owner: ID<User>
    let store: ID<Store>
    let database: Database
    let administrator: Connection

    /// What every id of this life ends with, so that several may be lived at once.
    let mark: String
    var customer: String { "cus_\(mark)" }
    var first: String { "sub_first\(mark)" }
    var second: String { "sub_second\(mark)" }

    /// The second of the first report.
    static let start = 1_790_000_000
    static let secret = "whsec_of_the_platform"

    static func begin(_ mark: String = "1", knowingCustomer: Bool = true) async throws -> BillingLife {
        let test = try TestDatabase.current
        let life = BillingLife(
            owner: ID(UUID()),
            store: ID(UUID()),
            database: test.database,
            administrator: try await test.connect(as: "postgres"),
            mark: mark
        )
        let email = "owner-\(mark)@billing.test"
        _ = try await life.administrator.pipeline([
            "INSERT INTO auth.users (id, email) VALUES (\(life.owner), \(email))",
            "INSERT INTO store_owners (id, email) VALUES (\(life.owner), \(email))",
            """
            INSERT INTO stores (id, store_owner_id, store_name, store_slug)
            VALUES (\(life.store), \(life.owner), 'Shop', \("shop-\(mark)"))
            """,
        ])
        if knowingCustomer {
            try await life.administrator.execute(
                "UPDATE store_owners SET stripe_customer_id = \(life.customer) WHERE id = \(life.owner)"
            )
        }
        return life
    }

    func billing(
        _ provider: PretendBilling = BillingLife.provider(),
        key: String? = nil,
        at date: Date = Date(timeIntervalSince1970: TimeInterval(start))
    ) -> Billing {
        let settings = BillingKeys.Settings(
            secretKey: key.map { Secret($0) },
            webhookSecret: Secret(Self.secret)
        )
        return Billing(
            database: database,
            provider: provider,
            keys: BillingKeys(database: database, vault: Shop.vault, settings: settings),
            prices: PlanPrices(settings: [.starter: "price_starter", .professional: "price_professional"]),
            now: { date }
        )
    }

    /// Reads reports as Stripe's are read.
    static func provider() -> PretendBilling {
        let stripe = StripeBilling(base: URL(filePath: "/"))
        return PretendBilling { body throws(WebhookError) in try stripe.event(stored: body) }
    }
}

extension BillingLife {
    /// A report about a subscription, `after` so many seconds.
    func subscription(
        _ id: String,
        _ type: String,
        after seconds: Int,
        status: String,
        price: String = "price_starter",
        ends: Bool = false,
        created: Int = 0,
        account: String? = nil,
        named: Bool = true
    ) -> String {
        let metadata = named ? #"{"owner_id": "\#(owner)", "plan": "starter"}"# : "{}"
        let period = #""current_period_start": \#(Self.start), "current_period_end": \#(Self.start + 2_592_000)"#
        let object = """
            {"id": "\(id)", "object": "subscription", "customer": "\(customer)", "status": "\(status)",
            "created": \(Self.start + created), "cancel_at_period_end": \(ends), "latest_invoice": "in_\(id)",
            "items": {"object": "list", "data": [{"id": "si_\(id)", "object": "subscription_item",
            "price": {"id": "\(price)", "object": "price"}, \(period)}]}, "metadata": \(metadata)}
            """
        return event("customer.subscription.\(type)", after: seconds, object, account: account)
    }

    func invoice(_ id: String, _ type: String, after seconds: Int) -> String {
        event(
            "invoice.\(type)",
            after: seconds,
            """
            {"id": "in_\(id)", "object": "invoice", "customer": "\(customer)", "parent": {"type": "subscription_details",
            "subscription_details": {"subscription": "\(id)"}}}
            """
        )
    }

    func checkout(_ id: String, after seconds: Int) -> String {
        event(
            "checkout.session.completed",
            after: seconds,
            """
            {"id": "cs_\(mark)", "object": "checkout.session", "client_reference_id": "\(owner)",
            "customer": "\(customer)", "subscription": "\(id)"}
            """
        )
    }

    private func event(_ type: String, after seconds: Int, _ object: String, account: String? = nil) -> String {
        let connected = account.map { #""account": "\#($0)", "# } ?? ""
        return """
            {"id": "evt_\(mark)_\(seconds)_\(type)", "object": "event", "type": "\(type)", \(connected)
            "created": \(Self.start + seconds), "data": {"object": \(object)}}
            """
    }

    /// From the first page to a second subscription after the first has ended. Some of it in one and the same second.
    var long: [String] {
        [
            subscription(first, "created", after: 10, status: "incomplete"),
            checkout(first, after: 10),
            subscription(first, "updated", after: 10, status: "trialing"),
            subscription(first, "trial_will_end", after: 200, status: "trialing"),
            subscription(first, "updated", after: 300, status: "active"),
            invoice(first, "paid", after: 300),
            subscription(first, "updated", after: 400, status: "active", price: "price_professional"),
            invoice(first, "payment_failed", after: 500),
            subscription(first, "updated", after: 501, status: "past_due", price: "price_professional"),
            invoice(first, "paid", after: 600),
            subscription(first, "updated", after: 601, status: "active", price: "price_professional"),
            subscription(first, "updated", after: 700, status: "active", price: "price_professional", ends: true),
            subscription(first, "deleted", after: 800, status: "canceled", price: "price_professional", ends: true),
            subscription(second, "created", after: 900, status: "active", created: 900),
            invoice(second, "paid", after: 900),
            invoice(second, "payment_failed", after: 1_000),
            subscription(second, "updated", after: 1_001, status: "past_due", created: 900),
            subscription(
                second, "updated", after: 1_100, status: "past_due", price: "price_professional", created: 900),
        ]
    }

    /// Few enough for every order to be tried.
    var short: [String] {
        [
            subscription(first, "created", after: 10, status: "active"),
            subscription(first, "updated", after: 20, status: "past_due"),
            subscription(first, "deleted", after: 30, status: "canceled"),
            subscription(second, "created", after: 40, status: "active", created: 40),
            subscription(second, "updated", after: 50, status: "past_due", created: 40),
        ]
    }

    /// All that billing has written about the owner, without what only says when it was written.
    func state() async throws -> [String] {
        let rows = try await administrator.query(
            """
            SELECT concat_ws(' ', left(stripe_subscription_id, -length(\(mark))), plan_type, status, provider_status,
                extract(epoch FROM provider_created_at), cancel_at_period_end,
                extract(epoch FROM past_due_since), extract(epoch FROM closed_at)) AS line
            FROM store_owner_subscriptions WHERE store_owner_id = \(owner)
            UNION ALL
            SELECT concat_ws(' ', o.subscription_tier, s.subscription_status, s.is_open,
                extract(epoch FROM s.read_only_from))
            FROM store_owners o JOIN stores s ON s.store_owner_id = o.id WHERE o.id = \(owner)
            ORDER BY 1
            """
        )
        return try rows.map { try $0["line"] }
    }

    func receive(_ reports: [String], _ billing: Billing) async throws {
        let receive = ReceiveBillingEvent(billing)
        for report in reports { try await receive(Array(report.utf8), signature: Self.secret) }
    }

    func count(_ question: SQL) async throws -> Int {
        try await administrator.one("SELECT (\(question))::int8 AS n").decode("n")
    }
}

import Commerce
import Foundation
import HTTPTypes
import Postgres
import Pricing
import Synchronization
import TestSupport
import Testing

/// The owner's page about the plan, through the program's routes.
@Suite(.database) struct DashboardPlanTests {
    private func billing(_ shop: WebShop, _ provider: PretendBilling, isConfigured: Bool = true) throws -> Billing {
        let vault = SecretVault(current: try #require(WebShop.secretKey))
        let settings = BillingKeys.Settings(
            secretKey: isConfigured ? Secret("sk_test_of_the_platform") : nil,
            webhookSecret: isConfigured ? Secret("whsec_of_the_platform") : nil
        )
        return Billing(
            database: shop.database,
            provider: provider,
            keys: BillingKeys(database: shop.database, vault: vault, settings: settings),
            prices: PlanPrices(settings: [.starter: "price_starter", .professional: "price_professional"])
        )
    }

    private func manage(
        _ shop: WebShop,
        _ provider: PretendBilling = PretendBilling(),
        isConfigured: Bool = true,
        _ body: @Sendable @escaping (Browser) async throws -> Void
    ) async throws {
        try await shop.visit(billing: try billing(shop, provider, isConfigured: isConfigured)) { browser in
            let answer = try await shop.signIn(browser)
            #expect(answer.status == .seeOther, "\(answer.body)")
            try await body(browser)
        }
    }

    /// Sends a form of the page as it stands there.
    private func press(_ path: String, _ fields: [String: String] = [:], _ browser: Browser) async throws
        -> Browser.Answer
    {
        let page = try await browser.get("/dashboard/plan")
        let carried = ["form_token": page.hidden("form_token"), "submission": page.hidden("submission")]
        return try await browser.post("/dashboard/plan/\(path)", carried.merging(fields) { _, own in own })
    }

    private func subscribe(_ shop: WebShop, _ provider: PretendBilling, to kind: Plan.Kind = .starter) async throws {
        let owner = BillingOwner(id: shop.owner.id, email: shop.owner.email)
        let key = try #require(IdempotencyKey(UUID().uuidString))
        try await StartPlanCheckout(try billing(shop, provider)).withoutPage(kind, for: owner, key: key)
    }

    private func set(_ shop: WebShop, _ change: SQL) async throws {
        try await shop.administrator.execute(
            "UPDATE store_owner_subscriptions SET \(change) WHERE store_owner_id = \(shop.owner.id) AND status <> 'canceled'"
        )
    }

    @Test func `the page shows the trial, what is used of it, and what is for sale`() async throws {
        let shop = try await WebShop.open()

        try await manage(shop) { browser in
            let page = try await browser.get("/dashboard/plan")

            #expect(page.status == .ok, "\(page.body)")
            #expect(page.body.contains("14 days left"))
            #expect(page.body.contains("2 of 50"))
            for text in ["Starter", "$19.00", "Professional", "$59.00", "Enterprise", "$249.00", "Unlimited products"] {
                #expect(page.body.contains(text), "\(text)")
            }
            // Enterprise has no price at Stripe here.
            #expect(page.body.contains("Not sold yet"))
            #expect(
                page.headers[.contentSecurityPolicy]?.contains("form-action 'self' https://checkout.stripe.com") == true
            )
        }
    }

    @Test func `the page counts what was asked of the stores, this month and before`() async throws {
        let shop = try await WebShop.open()
        try await shop.administrator.execute(
            """
            INSERT INTO store_request_usage (store_id, date, requests, over_rate, over_slots)
            SELECT \(shop.store), (date_trunc('month', now() AT TIME ZONE 'UTC') - ago * interval '1 month')::date, requests, 7, 5
            FROM (VALUES (0, 12345), (2, 900), (13, 77777)) AS had (ago, requests)
            """
        )

        try await manage(shop) { browser in
            try await shop.buyMugs(1, browser)
            let page = try await browser.get("/dashboard/plan")
            let text = page.body.replacing(/<progress[^>]*><\/progress>/, with: "")

            #expect(text.contains("Requests this month</span> <span>12,345"), "\(page.body)")
            #expect(text.contains("Refused of them</span> <span>12<"))
            // This month, the one before it without anything, and the one before that; a year ago is over.
            #expect(page.body.split(separator: "data-label=\"orders\"").count - 1 == 3)
            #expect(
                text.contains("data-label=\"orders\">1</td><td class=\"count\" data-label=\"requests\">12,345</td>"))
            #expect(text.contains("data-label=\"orders\">0</td><td class=\"count\" data-label=\"requests\">900</td>"))
            #expect(!text.contains("77,777"))
        }
    }

    @Test func `somebody else's stores are in nobody's figures`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        try await shop.administrator.execute(
            """
            INSERT INTO store_request_usage (store_id, date, requests)
            VALUES (\(other.store), (now() AT TIME ZONE 'UTC')::date, 4321)
            """
        )

        try await manage(shop) { browser in
            let page = try await browser.get("/dashboard/plan")
            #expect(page.status == .ok)
            #expect(!page.body.contains("4,321"))
            #expect(!page.body.contains("Month by month"))
        }
    }

    @Test func `without keys the page says that billing is not set up, and sells nothing`() async throws {
        let shop = try await WebShop.open()

        try await manage(shop, isConfigured: false) { browser in
            let page = try await browser.get("/dashboard/plan")
            let asked = ["plan": "starter", "submission": UUID().uuidString]
            let answer = try await press("checkouts", asked, browser)

            #expect(page.body.contains("has not set up billing"))
            #expect(!page.body.contains("Choose<"))
            #expect(answer.status == .conflict)
            #expect(answer.body.contains("has not set up billing"))
            let invoices = try await browser.get("/dashboard/plan/invoices")
            #expect(invoices.body.contains("No invoices yet"))
        }
    }

    @Test func `choosing a plan leads to Stripe, and back from there to a plan`() async throws {
        let shop = try await WebShop.open()
        let provider = PretendBilling()

        try await manage(shop, provider) { browser in
            let answer = try await press("checkouts", ["plan": "starter"], browser)
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "https://checkout.stripe.com/c/pay/cs_1")
            let order = try #require(provider.state.withLock(\.orders).first)
            #expect(order.successAddress == "http://localhost:8080/dashboard/plan?checkout={CHECKOUT_SESSION_ID}")

            let bought = BillingSubscription(
                id: "sub_1", customer: order.order.customer, status: "active", createdAt: Date(), price: "price_starter"
            )
            provider.put(bought)
            provider.state.withLock {
                $0.checkouts["cs_1"] = CheckoutOutcome(
                    owner: shop.owner.id, customer: bought.customer, subscription: bought.id)
            }
            let back = try await browser.get("/dashboard/plan?checkout=cs_1")
            #expect(back.body.contains("Your plan has begun"))
            #expect(back.body.contains("Your plan</p>"))
            let guessed = try await browser.get("/dashboard/plan?checkout=cs_guessed")
            #expect(guessed.status == .ok)
        }
    }

    @Test func `a change shows its price first, and is made when it is confirmed`() async throws {
        let shop = try await WebShop.open()
        let provider = PretendBilling()
        try await subscribe(shop, provider)

        try await manage(shop, provider) { browser in
            let preview = try await browser.get("/dashboard/plan/changes?plan=professional")
            #expect(preview.body.contains("From Starter to Professional"))
            #expect(preview.body.contains("$31.17"))
            #expect(provider.state.withLock(\.changes).isEmpty)

            var fields = ["plan": "professional"]
            for name in ["form_token", "submission", "previewed_at"] { fields[name] = preview.hidden(name) }
            let answer = try await browser.post("/dashboard/plan/changes", fields)
            #expect(answer.headers[.location] == "/dashboard/plan?done=changed", "\(answer.body)")
            fields["previewed_at"] = "1"
            let old = try await browser.post("/dashboard/plan/changes", fields)
            #expect(old.status == .conflict)
            let none = try await browser.get("/dashboard/plan/changes?plan=golden")
            #expect(none.status == .notFound)
        }
    }

    @Test func `a plan is cancelled, kept, and its portal opened`() async throws {
        let shop = try await WebShop.open()
        let provider = PretendBilling()
        try await subscribe(shop, provider)

        try await manage(shop, provider) { browser in
            #expect(try await press("end", ["ends": "yes"], browser).headers[.location] == "/dashboard/plan?done=ends")
            #expect(try await browser.get("/dashboard/plan").body.contains("Keep plan"))
            #expect(try await press("end", ["ends": "no"], browser).headers[.location] == "/dashboard/plan?done=stays")
            #expect(try await browser.get("/dashboard/plan").body.contains("Cancel plan"))
            let portal = try await press("portal", [:], browser)
            #expect(portal.headers[.location] == "https://billing.stripe.com/p/session/bps_1")
        }
    }

    @Test func `Stripe's refusals and silences are sentences on the page`() async throws {
        let shop = try await WebShop.open()
        let provider = PretendBilling()

        try await manage(shop, provider) { browser in
            for (kind, words) in [
                (PaymentProviderError.Kind.unavailable, "Stripe does not answer"), (.unauthorized, "did not accept"),
            ] {
                provider.fail(kind)
                let answer = try await press("checkouts", ["plan": "starter"], browser)
                #expect(answer.status == .conflict)
                #expect(answer.body.contains(words))
            }
            provider.fail(.unavailable)
            let invoices = try await browser.get("/dashboard/plan/invoices")
            #expect(invoices.status == .ok)
        }
    }

    @Test func `forms without their token, and half forms, do nothing`() async throws {
        let shop = try await WebShop.open()
        let provider = PretendBilling()

        try await manage(shop, provider) { browser in
            for path in ["checkouts", "portal", "end", "changes"] {
                let forged = try await browser.post("/dashboard/plan/\(path)", ["plan": "starter"])
                #expect(forged.status == .forbidden, "\(path)")
                let token = try await browser.get("/dashboard/plan").hidden("form_token")
                let half = try await browser.post("/dashboard/plan/\(path)", ["form_token": token])
                #expect(half.status == .badRequest, "\(path)")
            }
            #expect(provider.state.withLock(\.orders).isEmpty)
        }
    }

    @Test func `invoices are listed with where they are paid`() async throws {
        let shop = try await WebShop.open()
        let provider = PretendBilling()
        try await subscribe(shop, provider)
        provider.state.withLock {
            $0.invoices = [
                BillingInvoice(
                    id: "in_1", number: "A-<1>", date: Date(timeIntervalSince1970: 1_790_000_000),
                    total: Money(minorUnits: 19_00, .usd), status: .open, page: "https://invoice.stripe.com/i/1",
                    document: "javascript:alert(1)")
            ]
        }

        try await manage(shop, provider) { browser in
            let page = try await browser.get("/dashboard/plan/invoices")

            #expect(page.body.contains("A-&lt;1&gt;"))
            #expect(page.body.contains("https://invoice.stripe.com/i/1"))
            #expect(page.body.contains("Unpaid"))
            #expect(!page.body.contains("javascript:"))
        }
    }

    @Test func `an unpaid plan leaves the dashboard to be read, and the way to pay open`() async throws {
        let shop = try await WebShop.open()
        let provider = PretendBilling()
        try await subscribe(shop, provider)

        try await manage(shop, provider) { browser in
            let product = try await shop.product("Morning mug", browser)
            let before = try await browser.get(product)
            let fields = [
                "form_token": before.hidden("form_token"), "name": "Evening mug", "is_active": "yes",
                "price-\(shop.mug)": "20.00", "stock-\(shop.mug)": "10", "expected-\(shop.mug)": "10",
            ]
            try await shop.buyMugs(1, browser)
            let order = try await shop.newestOrder(browser)

            try await set(shop, "status = 'past_due', past_due_since = now() - interval '1 day'")
            let room = try await browser.get(shop.room(""))
            #expect(room.body.contains("The last payment did not go through"))
            #expect(room.body.contains("href=\"/dashboard/plan\">Pay now</a>"))

            try await set(shop, "past_due_since = now() - interval '4 days'")
            #expect(try await browser.get(shop.room("")).body.contains("can only be read"))
            let saved = try await browser.post(product, fields)
            #expect(saved.status.code == 402)
            // What was typed is still there.
            #expect(saved.body.contains("value=\"Evening mug\""))
            let shown = try await browser.get(order)
            let shipped = try await browser.post(
                order + "/events", ["form_token": shown.hidden("form_token"), "event": "paid"])
            #expect(shipped.status.code == 402)
            #expect(shipped.body.contains("href=\"/dashboard/plan\">To the plan</a>"))
            // Buyers go on, and the owner reaches the plan.
            try await shop.buyMugs(1, browser)
            #expect(try await browser.get("/dashboard/plan").body.contains("Pay or use another card"))
            #expect(try await press("portal", [:], browser).status == .seeOther)

            try await set(shop, "status = 'active'")
            #expect(try await browser.post(product, fields).status == .seeOther)
        }
    }

    @Test func `when the trial is over the shop closes and a plan can be chosen`() async throws {
        let shop = try await WebShop.open()
        let provider = PretendBilling()
        try await set(shop, "status = 'paused', current_period_end = now() - interval '1 minute'")

        try await manage(shop, provider) { browser in
            #expect(try await browser.get(browser.base).status == .serviceUnavailable)
            let page = try await browser.get("/dashboard/plan")
            #expect(page.body.contains("Trial ended"))
            #expect(page.body.contains("choose a plan, and all opens again"))
            #expect(try await press("checkouts", ["plan": "starter"], browser).status == .seeOther)
        }
    }

    @Test func `the platform's webhook takes what is signed, and nothing else`() async throws {
        let shop = try await WebShop.open()
        let provider = PretendBilling { body throws(WebhookError) in
            guard body.hasPrefix("{") else { throw .unreadable }
            return BillingEvent(id: "evt_1", type: "customer.created", occurredAt: Date(), subject: .nothingOfOurs)
        }
        let signature = try #require(HTTPField.Name("Stripe-Signature"))

        try await shop.visit(billing: try billing(shop, provider)) { browser in
            let missing = try await browser.post("/webhooks/stripe", body: Array("{}".utf8))
            let wrong = try await browser.post("/webhooks/stripe", body: Array("{}".utf8), headers: [signature: "x"])
            #expect(missing.status == .badRequest && missing.body == "webhook_signature_missing\n")
            #expect(wrong.status == .badRequest && wrong.body == "webhook_signature_wrong\n")
            for _ in 0..<2 {
                let right = try await browser.post(
                    "/webhooks/stripe", body: Array("{}".utf8), headers: [signature: "whsec_of_the_platform"])
                #expect(right.status == .noContent)
            }
            let large = try await browser.post(
                "/webhooks/stripe", body: Array(repeating: 0x20, count: 600_000),
                headers: [signature: "whsec_of_the_platform"])
            #expect(large.status == .contentTooLarge)
        }

        let kept: Int = try await shop.administrator.one("SELECT count(*) AS n FROM billing_events").decode("n")
        #expect(kept == 1)
    }
}

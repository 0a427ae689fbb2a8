import Commerce
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pricing
import Synchronization
import Testing

@testable import Providers

/// Checkout and the customer portal, which no Stripe server for tests has: held against Stripe's documented parameters
/// (https://docs.stripe.com/api/checkout/sessions/create, …/customer_portal/sessions/create) and objects of Stripe's own.
@Suite struct StripePagesTests {
    private let key = Secret("sk_test_of_the_platform")
    private let owner = ID<User>(UUID())

    private func order(trialEnd: Date? = nil) -> PlanCheckout {
        PlanCheckout(
            order: PlanOrder(
                owner: owner,
                customer: BillingCustomer(id: "cus_1"),
                plan: .starter,
                price: "price_starter",
                trialEnd: trialEnd,
                idempotencyKey: "plan-of-a-form"
            ),
            successAddress: "https://shops.test/dashboard/plan?checkout={CHECKOUT_SESSION_ID}",
            cancelAddress: "https://shops.test/dashboard/plan"
        )
    }

    @Test func `a page to buy is asked for in Stripe's words`() async throws {
        let stripe = try RecordedStripe(answer: "checkout.session")

        let page = try await stripe.run {
            try await $0.startCheckout(order(trialEnd: Date(timeIntervalSince1970: 1_800_000_000)), with: key)
        }

        #expect(page.address.hasPrefix("https://checkout.stripe.com/pay/c/cs_test_"))
        #expect(page.id.hasPrefix("cs_test_"))
        let call = try #require(stripe.calls.first)
        #expect(call.path == "/v1/checkout/sessions")
        #expect(call.key == "plan-of-a-form")
        #expect(
            call.fields == [
                "mode": "subscription", "customer": "cus_1", "client_reference_id": "\(owner)",
                "line_items[0][price]": "price_starter", "line_items[0][quantity]": "1",
                "subscription_data[metadata][owner_id]": "\(owner)", "subscription_data[metadata][plan]": "starter",
                "subscription_data[trial_end]": "1800000000",
                "success_url": "https://shops.test/dashboard/plan?checkout={CHECKOUT_SESSION_ID}",
                "cancel_url": "https://shops.test/dashboard/plan",
            ]
        )
    }

    @Test func `a page for cards and invoices is asked for in Stripe's words`() async throws {
        let stripe = try RecordedStripe(answer: "billing_portal.session")

        let page = try await stripe.run {
            try await $0.openPortal(
                for: BillingCustomer(id: "cus_1"), returningTo: "https://shops.test/dashboard/plan", with: key)
        }

        #expect(page.id.hasPrefix("bps_"))
        #expect(page.address.hasPrefix("https://"))
        #expect(stripe.calls.first?.path == "/v1/billing_portal/sessions")
        #expect(stripe.calls.first?.fields == ["customer": "cus_1", "return_url": "https://shops.test/dashboard/plan"])
    }

    @Test func `a page that is no https address leads nowhere`() async throws {
        let stripe = RecordedStripe(body: #"{"id": "cs_1", "url": "javascript:alert(1)"}"#)

        let error = await #expect(throws: PaymentProviderError.self) {
            try await stripe.run { try await $0.startCheckout(order(), with: key) }
        }

        #expect(error?.kind == .unreadable)
    }

    @Test func `a session says who bought what`() async throws {
        let body = """
            {"id": "cs_1", "object": "checkout.session", "client_reference_id": "\(owner)", "customer": {"id": "cus_1"},
            "subscription": "sub_1"}
            """

        let outcome = try await RecordedStripe(body: body).run { try await $0.retrieveCheckout("cs_1", with: key) }
        let open = try await RecordedStripe(answer: "checkout.session").run {
            try await $0.retrieveCheckout("cs_1", with: key)
        }

        #expect(outcome == CheckoutOutcome(owner: owner, customer: .init(id: "cus_1"), subscription: "sub_1"))
        #expect(open == CheckoutOutcome(owner: nil, customer: nil, subscription: nil))
    }

    @Test func `ids from outside are never paths of their own`() async throws {
        let stripe = RecordedStripe(body: "{}")

        for id in ["../customers", "cs_1/../x", "cs_é", "", "cs_1?x"] {
            let error = await #expect(throws: PaymentProviderError.self) {
                try await stripe.run { try await $0.retrieveCheckout(id, with: key) }
            }
            #expect(error?.kind == .notFound)
        }
        #expect(stripe.calls.isEmpty)
    }

    @Test func `Stripe's own subscription and invoice are read`() async throws {
        let subscription = try await RecordedStripe(answer: "subscription").run {
            try await $0.retrieveSubscription("sub_1", with: key)
        }
        #expect(subscription.status == "active")
        #expect(subscription.customer.id == "cus_QXg1o8vcGmoR32")
        #expect(subscription.item == "si_QXhVnC2h0Jczwc")
        #expect(subscription.price == "price_1PgafmB7WZ01zgkW6dKueIc5")
        #expect(subscription.cancelAtPeriodEnd)

        let change = SubscriptionChange(
            subscription: "sub_1", item: "si_1", customer: .init(id: "cus_1"), plan: .professional, price: "price_2",
            settlement: .now, prorationDate: Date(timeIntervalSince1970: 1_800_000_000),
            idempotencyKey: "change-of-a-form"
        )
        let previewing = try RecordedStripe(answer: "invoice")
        let preview = try await previewing.run { try await $0.previewChange(change, with: key) }
        #expect(preview.amountDue == Money(minorUnits: 10_00, .usd))
        #expect(previewing.calls.first?.fields["subscription_details[proration_behavior]"] == "always_invoice")
        #expect(previewing.calls.first?.fields["subscription_details[proration_date]"] == "1800000000")

        let changing = try RecordedStripe(answer: "subscription")
        _ = try await changing.run { try await $0.change(change, with: key) }
        #expect(changing.calls.first?.key == "change-of-a-form")
        #expect(
            changing.calls.first?.fields == [
                "items[0][id]": "si_1", "items[0][price]": "price_2", "metadata[plan]": "professional",
                "proration_behavior": "always_invoice", "proration_date": "1800000000",
                "payment_behavior": "error_if_incomplete",
            ]
        )
    }

    @Test(arguments: [
        #""subscription": "sub_1""#,
        #""parent": {"type": "subscription_details", "subscription_details": {"subscription": "sub_1"}}"#,
    ])
    func `an invoice names its subscription, where Stripe puts it now and where it stood`(place: String) throws {
        let body =
            #"{"id": "evt_1", "type": "invoice.paid", "created": 1, "data": {"object": {"object": "invoice", \#(place)}}}"#

        let event = try StripeBillingEvent.decode(Data(body.utf8))

        #expect(event.subject == .mention(subscription: "sub_1", customer: nil, owner: nil))
    }
}

/// Answers everything with one object, and notes what it was asked.
private final class RecordedStripe: Sendable {
    struct Call: Sendable {
        let path: String
        let key: String?
        let fields: [String: String]
    }

    private let body: String
    private let noted = Mutex<[Call]>([])

    init(body: String) {
        self.body = body
    }

    /// One of Stripe's own objects.
    convenience init(answer name: String) throws {
        let objects = try JSONSerialization.jsonObject(with: Data(PackageResources.stripe_objects_json))
        let object = try #require((objects as? [String: Any])?[name])
        self.init(body: String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self))
    }

    var calls: [Call] { noted.withLock { $0 } }

    func run<T: Sendable>(_ body: @escaping @Sendable (StripeBilling) async throws -> T) async throws -> T {
        let (ports, announcePort) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.get("**") { request, _ in try await self.answer(request) }
        router.post("**") { request, _ in try await self.answer(request) }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { announcePort.yield($0.localAddress?.port ?? 0) }
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            defer { group.cancelAll() }
            let port = try #require(await ports.first { _ in true })
            let base = try #require(URL(string: "http://127.0.0.1:\(port)"))
            return try await body(StripeBilling(base: base, retries: StripeRetries(attempts: 1)))
        }
    }

    private func answer(_ request: Request) async throws -> Response {
        let sent = String(buffer: try await request.body.collect(upTo: 1 << 16))
        let pairs = sent.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let fields = pairs.map {
            ($0[0].removingPercentEncoding ?? "", $0.count > 1 ? $0[1].removingPercentEncoding ?? "" : "")
        }
        let call = Call(
            path: request.uri.path,
            key: HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] },
            fields: Dictionary(fields) { first, _ in first }
        )
        noted.withLock { $0.append(call) }
        return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}

import Commerce
import Foundation
import Pricing
import Testing

@testable import Providers

@Suite struct StripeSignatureTests {
    private let signed = Date(timeIntervalSince1970: 1_700_000_000)
    private let secret = Secret("whsec_of_a_shop")
    private let signature = "827cf7efc6e1a6a29dd115dc62ab410f7848057a9624af8637fe1ba2b0c10222"
    private let stripe = Stripe(base: URL(filePath: "/"))
    private let body = Array(
        """
        {"id": "evt_1", "type": "payment_intent.succeeded", "data": {"object": {"object": "payment_intent", \
        "id": "pi_1", "status": "succeeded", "amount": 5400, "currency": "usd", "metadata": \
        {"store_id": "018c0000-0000-7000-8000-000000000001", "order_id": "018c0000-0000-7000-8000-000000000002"}}}}
        """.utf8
    )

    /// The signature was made with Python's hmac, not with the code under test.
    @Test func `a body signed by Stripe is an event`() throws {
        let event = try event(header: "t=1700000000,v1=\(signature)")

        #expect(event.id == "evt_1")
        #expect(event.intent?.status == .succeeded)
        #expect(event.intent?.amount == Money(minorUnits: 54_00, .usd))
        #expect(event.intent?.reference?.order.description == "018c0000-0000-7000-8000-000000000002")
    }

    @Test func `one right signature among several is enough, while a secret is replaced`() throws {
        _ = try event(header: "t=1700000000, v1=\(String(repeating: "0", count: 64)), v1=\(signature), v0=x")
    }

    @Test(arguments: [
        "", "t=1700000000", "v1=00", "t=1700000000,v1=", "t=1700000000,v1=zz", "t=1700000000,v0=00", ",,,=,",
    ])
    func `a header without time or signature is refused`(header: String) {
        #expect(throws: WebhookError.signatureMissing) { try event(header: header) }
    }

    @Test func `another body, another time and another secret are refused`() {
        #expect(throws: WebhookError.signatureWrong) {
            try event(header: "t=1700000000,v1=\(signature)", body: body + [32])
        }
        #expect(throws: WebhookError.signatureWrong) { try event(header: "t=1700000001,v1=\(signature)") }
        #expect(throws: WebhookError.signatureWrong) {
            try event(header: "t=1700000000,v1=\(signature)", secret: Secret("whsec_of_another_shop"))
        }
    }

    @Test(arguments: [301.0, -301, 86_400])
    func `a recording is refused after five minutes`(later: TimeInterval) {
        #expect(throws: WebhookError.tooOld) {
            try event(header: "t=1700000000,v1=\(signature)", now: signed + later)
        }
    }

    private func event(
        header: String,
        body: [UInt8]? = nil,
        secret: Secret? = nil,
        now: Date? = nil
    ) throws(WebhookError) -> PaymentEvent {
        try stripe.event(
            in: body ?? self.body,
            signature: header,
            secret: secret ?? self.secret,
            now: now ?? signed + 299
        )
    }
}

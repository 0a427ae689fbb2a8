import Commerce
import Foundation
import Pricing
import Testing

@testable import Providers

/// Against localstripe, a Stripe server written by others, over its true HTTP.
@Suite struct StripeTests {
    private let key = Secret("sk_test_of_a_shop")
    private let request = PaymentIntentRequest(
        amount: Money(minorUnits: 54_00, .usd),
        reference: PaymentReference(store: ID(UUID()), order: ID(UUID()))
    )

    @Test func `a payment is asked for, confirmed and read again`() async throws {
        try await LocalStripe.run { stripe in
            let created = try await stripe.createIntent(request, with: key)
            #expect(created.status == .requiresPaymentMethod)
            #expect(created.amount == request.amount)
            #expect(created.reference == request.reference)
            #expect(created.clientSecret != nil)

            let confirmed = try await stripe.confirmIntent(created.id, paymentMethod: "pm_card_visa", with: key)
            #expect(confirmed.status == .succeeded)

            let read = try await stripe.retrieveIntent(created.id, with: key)
            #expect(read.status == .succeeded)
            #expect(read.charge?.hasPrefix("ch_") == true)
        }
    }

    @Test func `a declined card is the buyer's matter`() async throws {
        try await LocalStripe.run { stripe in
            let intent = try await stripe.createIntent(request, with: key)

            let failure = await #expect(throws: PaymentProviderError.self) {
                try await stripe.confirmIntent(intent.id, paymentMethod: "pm_card_chargeCustomerFail", with: key)
            }

            #expect(failure?.kind == .declined)
            #expect(failure?.providerCode == "card_declined")
            let read = try await stripe.retrieveIntent(intent.id, with: key)
            #expect(read.status == .requiresPaymentMethod)
            #expect(read.failure?.code == "card_declined")
        }
    }

    @Test func `what is paid cannot be cancelled, and what is cancelled stays so`() async throws {
        try await LocalStripe.run { stripe in
            let paid = try await stripe.createIntent(request, with: key)
            _ = try await stripe.confirmIntent(paid.id, paymentMethod: "pm_card_visa", with: key)
            let open = try await stripe.createIntent(request, with: key)

            let failure = await #expect(throws: PaymentProviderError.self) {
                try await stripe.cancelIntent(paid.id, with: key)
            }
            let cancelled = try await stripe.cancelIntent(open.id, with: key)

            #expect(failure?.kind == .refused)
            #expect(cancelled.status == .canceled)
        }
    }

    @Test(arguments: ["pi_unknown", "../charges", "pi_1/../../x", "pi_é", ""])
    func `an id that Stripe does not know is unknown, and never a path of its own`(id: String) async throws {
        try await LocalStripe.run { stripe in
            let failure = await #expect(throws: PaymentProviderError.self) {
                try await stripe.retrieveIntent(.init(rawValue: id), with: key)
            }
            #expect(failure?.kind == .notFound)
        }
    }

    @Test func `a key that Stripe does not take is said to be so`() async throws {
        try await LocalStripe.run { stripe in
            let failure = await #expect(throws: PaymentProviderError.self) {
                try await stripe.createIntent(request, with: Secret("nonsense"))
            }
            #expect(failure?.kind == .unauthorized)
        }
    }

    @Test func `nobody at the address is an unknown outcome, after every try`() async throws {
        let nobody = try #require(URL(string: "http://127.0.0.1:1"))
        let retries = StripeRetries(attempts: 2, firstDelay: .milliseconds(1), timeout: .milliseconds(200))
        let stripe = Stripe(base: nobody, retries: retries)

        let failure = await #expect(throws: PaymentProviderError.self) {
            try await stripe.createIntent(request, with: key)
        }

        #expect(failure?.kind == .unavailable)
    }
}

import Commerce
import Foundation
import Testing

@testable import Providers

@Suite struct StripeEventTests {
    @Test func `an event about something else has no payment`() throws {
        let event = try StripeEvent.decode(
            Data(#"{"id": "evt_2", "type": "customer.created", "data": {"object": {"object": "customer"}}}"#.utf8)
        )

        #expect(event.type == "customer.created")
        #expect(event.intent == nil)
    }

    @Test(arguments: ["", "[]", "{}", #"{"id": 1}"#, #"{"id": "e", "type": "t"}"#, "\u{FF}"])
    func `what is no event is refused`(body: String) {
        #expect(throws: WebhookError.unreadable) { try StripeEvent.decode(Data(body.utf8)) }
    }

    @Test func `a state that Stripe invents tomorrow is kept as it is`() throws {
        let body = #"{"id": "pi_1", "status": "requires_magic", "amount": 1, "currency": "usd", "latest_charge": null}"#

        let intent = try JSONDecoder().decode(StripeIntent.self, from: Data(body.utf8))

        #expect(intent.domain?.status.rawValue == "requires_magic")
    }

    @Test func `a charge is read as an id and as an object`() throws {
        for charge in [#""ch_1""#, #"{"id": "ch_1", "object": "charge"}"#] {
            let body = #"{"id": "pi_1", "status": "s", "amount": 1, "currency": "usd", "latest_charge": \#(charge)}"#
            let intent = try JSONDecoder().decode(StripeIntent.self, from: Data(body.utf8))
            #expect(intent.domain?.charge == "ch_1")
        }
    }
}

import Commerce
import Pricing
import Testing

@Suite struct CheckoutFormTests {
    @Test func `a form filled in well has no problems`() {
        #expect(form().problems.isEmpty)
    }

    @Test(arguments: [
        "", " ", "a", "a@", "@b.ch", "a@b", "a b@c.de", "a@b@c.de", "a@b..", "a,b@c.de", "a@b.c\u{0}", "<a@b.ch>",
        "a@b.ch\nBcc: x@y.z",
    ])
    func `what is no e-mail address is a problem of its field`(email: String) {
        #expect(form { $0.email = email }.problems.map(\.key) == [.email])
    }

    @Test(arguments: ["ann@example.test", "a.b+c@mail.example.co.uk", "ünï@exämple.test", " ann@example.test "])
    func `what may be an e-mail address is taken`(email: String) {
        #expect(form { $0.email = email }.problems.isEmpty)
    }

    @Test func `what is missing is named, blanks are missing`() {
        let problems = form {
            $0.shippingAddress.name = " \t"
            $0.shippingAddress.line1 = ""
            $0.shippingAddress.city = ""
            $0.shippingAddress.country = ""
        }.problems

        #expect(
            problems == [
                .shippingName: .missing, .shippingLine1: .missing, .shippingCity: .missing, .shippingCountry: .missing,
            ]
        )
    }

    @Test func `what is too long is named`() {
        let long = String(repeating: "é", count: 201)
        let problems = form {
            $0.shippingAddress.line2 = long
            $0.notes = String(repeating: long, count: 10)
            $0.email = String(repeating: "a", count: 250) + "@b.ch"
        }.problems

        #expect(problems == [.shippingLine2: .tooLong, .notes: .tooLong, .email: .tooLong])
    }

    @Test func `control characters go into no address; notes may have lines`() {
        let problems = form {
            $0.shippingAddress.city = "Ber\u{0}lin"
            $0.shippingAddress.region = "a\nb"
            $0.notes = "one\r\ntwo"
        }.problems

        #expect(problems == [.shippingCity: .malformed, .shippingRegion: .malformed])
    }

    @Test(arguments: ["XX", "USA", "1", "🇺🇸", "U", "001"])
    func `a country that does not exist is a problem`(country: String) {
        #expect(form { $0.shippingAddress.country = country }.problems == [.shippingCountry: .malformed])
    }

    @Test func `problems of the billing address are its own`() {
        let problems = form {
            $0.billingAddress = $0.shippingAddress
            $0.billingAddress?.city = ""
        }.problems

        #expect(problems == [.billingCity: .missing])
    }

    @Test func `what is kept has no blanks around it and no empty texts`() {
        let normalized = form {
            $0.email = " Ann@Example.test "
            $0.notes = "  "
            $0.shippingAddress.line2 = ""
            $0.shippingAddress.country = "de "
        }.normalized

        #expect(normalized.email == "Ann@Example.test")
        #expect(normalized.notes == nil)
        #expect(normalized.shippingAddress.line2 == nil)
        #expect(normalized.shippingAddress.country == "DE")
    }

    private func form(_ change: (inout CheckoutForm) -> Void = { _ in }) -> CheckoutForm {
        var form = CheckoutForm(
            email: "ann@example.test",
            shippingAddress: Address(name: "Ann Buyer", line1: "1 High Street", city: "Springfield", country: "US"),
            expectedTotal: Money(minorUnits: 54_00, .usd),
            payment: .manual
        )
        change(&form)
        return form
    }
}

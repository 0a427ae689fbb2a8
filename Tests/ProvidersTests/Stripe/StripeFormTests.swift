import Testing

@testable import Providers

@Suite struct StripeFormTests {
    @Test func `names and values are escaped, brackets too`() {
        let form = StripeForm([("metadata[order id]", "a&b=c+d é"), ("amount", "5400")])

        #expect(form.encoded == "metadata%5Border%20id%5D=a%26b%3Dc%2Bd%20%C3%A9&amount=5400")
    }

    @Test func `no fields are an empty body`() {
        #expect(StripeForm().encoded.isEmpty)
    }
}

import Testing

@testable import Pricing

struct HostileCartTests {
    /// docs/pricing.md says how long it takes in a release build. The bound here is for a debug build on a busy machine,
    /// and still far below what work in the square of the lines would take.
    @Test func `500 lines and 50 promotions are priced in no time`() throws {
        var shop = RandomShop(seed: 1)
        var request = PricingRequest((0..<500).map { shop.line($0) }, in: shop.currency, at: noon)
        request.shippingMethod = id(1)
        var rules = shop.rules()
        rules.promotions = (0..<50).map { number in
            promotion(number, shop.benefit()) { $0.stacking = number.isMultiple(of: 3) ? .exclusive : .stackable }
        }

        let times = try (0..<5).map { _ in
            try ContinuousClock().measure { _ = try PriceQuote(of: request, under: rules) }
        }

        let fastest = try #require(times.min())
        print("500 lines × 50 promotions: \(fastest)")
        #expect(fastest < .seconds(1))
    }
}

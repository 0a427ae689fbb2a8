import Testing

@testable import Pricing

struct RateTests {
    @Test(arguments: [("19", 190_000, "19 %"), ("9.975", 99_750, "9.975 %"), ("0", 0, "0 %"), ("5.5", 55_000, "5.5 %")])
    func `a percentage is exact to a millionth`(text: String, millionths: Int, description: String) throws {
        let rate = try Rate(percent: text)

        #expect(rate.millionths == millionths)
        #expect(rate.description == description)
    }

    @Test(arguments: ["", "ten", "1.23456", "-1", "1e2", "1.2.3", "٣", "99999999999"])
    func `what is no percentage is refused`(text: String) {
        #expect(throws: PricingError.unreadableRate(text)) { try Rate(percent: text) }
    }

    @Test(arguments: [-1, 10_000_001, .max, .min])
    func `a share out of reason is refused`(millionths: Int) {
        #expect(throws: PricingError.rate(millionths: millionths)) { try Rate(millionths: millionths) }
    }
}

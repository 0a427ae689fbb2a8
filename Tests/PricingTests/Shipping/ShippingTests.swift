import Testing

@testable import Pricing

struct ShippingTests {
    private func method(_ number: Int, _ price: ShippingPrice = .flat(eur(5_00))) -> ShippingMethod {
        ShippingMethod(id: id(number), name: "Method \(number)", price)
    }

    private func options(
        _ rules: ShippingRules, _ lines: [CartLine] = [line(1, eur(50_00))], to destination: Destination? = nil
    ) throws -> ShippingOptions {
        try quote(lines, shipping: rules) { $0.destination = destination }.shipping.options
    }

    private func price(_ price: ShippingPrice, _ lines: [CartLine]) throws -> Money? {
        var rules = ShippingRules()
        rules.zones = [ShippingZone([.everywhere], [method(1, price)])]
        return try options(rules, lines).offers.first?.price
    }

    @Test func `a price goes by what the shipped goods weigh`() throws {
        let bands = ShippingPrice.byWeight([.init(upTo: 5_000, eur(9_00)), .init(upTo: 1_000, eur(4_00))])
        func goods(_ grams: Int, _ quantity: Int) -> [CartLine] {
            [
                line(1, eur(1_00), quantity) { $0.grams = grams },
                line(2, eur(1_00)) { line in
                    line.grams = 9_999
                    line.requiresShipping = false
                },
            ]
        }

        #expect(try price(bands, goods(500, 2)) == eur(4_00))
        #expect(try price(bands, goods(501, 2)) == eur(9_00))
        #expect(try price(bands, goods(5_001, 1)) == nil)
    }

    @Test func `a price goes by what the goods cost before discounts`() throws {
        let bands = ShippingPrice.byTotal([.init(from: eur(20_00), eur(3_00)), .init(from: eur(50_00), eur(1_00))])

        #expect(try price(bands, [line(1, eur(19_99))]) == nil)
        #expect(try price(bands, [line(1, eur(20_00))]) == eur(3_00))
        #expect(try price(bands, [line(1, eur(25_00), 2)]) == eur(1_00))
    }

    @Test func `a coupon does not cost the free shipping that the goods had earned`() throws {
        let quote = try quote(
            [line(1, eur(50_00))], [promotion(1, .amount(eur(10_00)))],
            shipping: shipping(eur(4_90)) { $0.freeFrom = eur(50_00) })

        #expect(quote.shipping.choice.offer?.basis == .free(from: eur(50_00)))
        #expect(quote.totals.total == eur(40_00))
    }

    @Test func `what is not offered says why`() throws {
        var rules = ShippingRules()
        var dear = method(3)
        dear.minimum = eur(80_00)
        rules.zones = [
            ShippingZone([Territory(country: "DE")], [method(1), dear]),
            ShippingZone([Territory(country: "DE", postcodePrefixes: ["274"])], [method(2)]),
            ShippingZone([.everywhere], [method(4, .byWeight([.init(upTo: 10, eur(1))]))]),
        ]
        let heavy = [line(1, eur(50_00)) { $0.grams = 11 }]

        let germany = try options(rules, to: Destination(country: "DE", postcode: "10115"))
        let island = try options(rules, to: Destination(country: "DE", postcode: "27498"))
        let nowhere = try options(rules, heavy)

        #expect(germany.offers.map(\.method) == [id(1)])
        #expect(germany.refusals.map(\.reason) == [.minimumNotReached(missing: eur(30_00)), .elsewhere, .elsewhere])
        #expect(island.offers.map(\.method) == [id(2)])
        #expect(
            nowhere.refusals.map(\.reason) == [.addressNeeded, .addressNeeded, .addressNeeded, .tooHeavy(limit: 10)])
    }

    @Test func `local delivery and pickup are offered beside carriers`() throws {
        var rules = ShippingRules()
        rules.zones = [ShippingZone([Territory(country: "DE")], [method(1)])]
        rules.localDeliveries = [
            LocalDelivery(in: .postcodes(country: "DE", codes: ["101*", "10999"]), method(2)),
            LocalDelivery(
                in: .circle(around: try Coordinate(latitude: 52.52, longitude: 13.405), metres: 3_000), method(3)),
        ]
        rules.pickups = [method(4, .flat(eur(0)))]

        let near = try options(rules, to: Destination(country: "DE", postcode: "10115"))
        let unknown = try options(rules)

        #expect(near.offers.map(\.way) == [.carrier, .local, .pickup])
        #expect(near.refusals.map(\.reason) == [.placeNeeded])
        #expect(unknown.offers.map(\.way) == [.pickup])
        #expect(unknown.refusals.map(\.reason) == [.addressNeeded, .addressNeeded, .addressNeeded])
    }

    @Test func `digital goods need none, and a method that is gone is not charged`() throws {
        let digital = try quote([line(1, eur(9_00)) { $0.requiresShipping = false }], shipping: shipping(eur(5_00)))
        let gone = try quote([line(1, eur(9_00))], shipping: shipping(eur(5_00))) { $0.shippingMethod = id(9) }
        let open = try quote([line(1, eur(9_00))], shipping: shipping(eur(5_00))) { $0.shippingMethod = nil }

        #expect(digital.shipping.choice == .nothingToShip)
        #expect(gone.shipping.choice == .unavailable(id(9)))
        #expect(open.shipping.choice == .open)
        #expect([digital, gone, open].allSatisfy { $0.totals.total == eur(9_00) })
        #expect(open.shipping.options.offers.count == 1)
    }
}

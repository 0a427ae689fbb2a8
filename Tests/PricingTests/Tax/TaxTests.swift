import Testing

@testable import Pricing

struct TaxTests {
    private let vat = [
        TaxClass.standard: [TaxRate("VAT", .percent("19"))], .reduced: [TaxRate("VAT", .percent("7"))],
    ]

    @Test(arguments: TaxAuthorityExample.all)
    func `an authority's example comes out as it says`(example: TaxAuthorityExample) throws {
        let rules = taxes(included: example.pricesIncludeTax, example.rates) { rules in
            rules.roundingPlace = example.place
            rules.rounding = example.rounding
            rules.shipping = example.shippingTax
        }
        func money(_ amount: Int) -> Money { Money(minorUnits: amount, example.currency) }
        let lines = example.goods.enumerated().map { number, goods in
            line(number, money(goods.0)) { $0.taxClass = goods.1 }
        }

        let quote = try quote(
            lines,
            example.discount > 0 ? [promotion(1, .amount(money(example.discount)))] : [],
            tax: rules,
            shipping: shipping(money(example.shipping))
        )

        let charged = Dictionary(
            quote.tax.groups.flatMap(\.charges).map { ($0.tax.name, $0.amount.minorUnits) }, uniquingKeysWith: +)
        #expect(charged == example.taxes)
        #expect(quote.totals.total == money(example.total))
    }

    @Test func `what is taxed alike is added up, the highest taxes first, and sums to the whole`() throws {
        let quote = try quote(
            [
                line(1, eur(11_90)), line(2, eur(10_70)) { $0.taxClass = .reduced }, line(3, eur(11_90)),
                line(4, eur(5_00)) { $0.taxClass = .zero }, line(5, eur(6_00)) { $0.taxClass = .exempt },
            ], tax: taxes(included: true, vat))

        #expect(
            quote.tax.groups.map(\.treatment) == [
                .taxed(vat[.standard] ?? []), .taxed(vat[.reduced] ?? []), .exempt, .zeroRated,
            ])
        #expect(quote.tax.groups.map(\.net) == [eur(20_00), eur(10_00), eur(6_00), eur(5_00)])
        #expect(quote.tax.groups.map(\.gross) == [eur(23_80), eur(10_70), eur(6_00), eur(5_00)])
        #expect(quote.tax.contained == eur(4_50))
        #expect(quote.tax.added == eur(0))
        #expect(quote.totals.total == eur(45_50))
    }

    @Test func `a place belongs to the zone that fits it most closely`() {
        func zone(_ number: Int, _ territory: Territory) -> TaxZone {
            TaxZone(id: id(number), name: "\(number)", territories: [territory], rates: [:])
        }
        let rules = TaxRules(
            pricesIncludeTax: false,
            zones: [
                zone(1, .everywhere), zone(2, Territory(country: "us")),
                zone(3, Territory(country: "US", region: "NY")),
                zone(4, Territory(country: "US", postcodePrefixes: ["100", "1"])),
                zone(5, Territory(country: "US", region: "NY", postcodePrefixes: ["100"])),
                zone(7, Territory(country: "US", region: "CA")), zone(6, Territory(country: "US", region: "CA")),
            ])

        func found(_ country: String, _ region: String? = nil, _ postcode: String? = nil) -> PricingID<TaxZone>? {
            rules.zone(for: Destination(country: country, region: region, postcode: postcode))?.id
        }

        #expect(found("FR") == id(1))
        #expect(found("us", "TX") == id(2))
        #expect(found("US", "ny") == id(3))
        #expect(found("US", "NJ", "10-01") == id(4))
        #expect(found("US", "NY", "10012") == id(5))
        #expect(found("US", "NY", "12345") == id(4))
        #expect(found("US", "CA") == id(6))
        #expect(rules.zone(for: nil)?.id == id(1))
    }

    @Test func `outside of all zones nothing is charged, and an address can be assumed`() throws {
        var rules = TaxRules(
            pricesIncludeTax: false,
            zones: [TaxZone(id: id(1), name: "DE", territories: [Territory(country: "DE")], rates: vat)])

        let unknown = try quote([line(1, eur(100_00))], tax: rules)
        let abroad = try quote([line(1, eur(100_00))], tax: rules) { $0.destination = Destination(country: "CH") }
        rules.assumedDestination = Destination(country: "DE")
        let assumed = try quote([line(1, eur(100_00))], tax: rules)

        #expect(unknown.tax.groups.map(\.treatment) == [.outsideZones])
        #expect(abroad.totals.tax == eur(0))
        #expect(assumed.totals.tax == eur(19_00))
    }

    @Test func `an exempt buyer pays what others pay, less the tax`() throws {
        let exempt = TaxExemption.reverseCharge(number: "ATU12345678")
        for included in [true, false] {
            let quotes = try [nil, exempt].map { exemption in
                try quote(
                    [line(1, eur(9_99), 3), line(2, eur(5_55)) { $0.taxClass = .reduced }],
                    tax: taxes(included: included, vat) { $0.shipping = .withGoods },
                    shipping: shipping(eur(4_90))
                ) { $0.buyer.exemption = exemption }
            }

            #expect(quotes[1].totals.total == quotes[0].totals.total.reduced(by: quotes[0].tax.charged.minorUnits))
            #expect(quotes[1].tax.charged == eur(0))
            #expect(quotes[1].tax.relief == (included ? quotes[0].tax.charged : eur(0)))
            #expect(quotes[1].tax.groups.allSatisfy { $0.treatment == .relieved(exempt) })
        }
    }

    @Test func `by line and by order differ by no more than half a unit a line`() throws {
        let lines = (1...7).map { line($0, eur(33)) }
        let byOrder = try quote(lines, tax: taxes(included: false, vat))
        let byLine = try quote(lines, tax: taxes(included: false, vat) { $0.roundingPlace = .line })

        // 2.31 × 0.19 = 0.4389; 0.33 × 0.19 = 0.0627, seven times
        #expect(byOrder.tax.charged == eur(44))
        #expect(byLine.tax.charged == eur(42))
        #expect(byOrder.lines.map(\.taxed.tax.minorUnits) == [7, 7, 6, 6, 6, 6, 6])
    }

    @Test func `discounts reduce the tax, gift cards do not`() throws {
        let discounted = try quote(
            [line(1, eur(119_00))], [promotion(1, .amount(eur(11_90)))], tax: taxes(included: true, vat))
        let paid = try quote([line(1, eur(119_00))], tax: taxes(included: true, vat)) {
            $0.giftCards = [GiftCardBalance(id: id(1), balance: eur(11_90))]
        }

        #expect(discounted.tax.charged == eur(17_10))
        #expect(paid.tax.charged == eur(19_00))
        #expect(paid.due == discounted.due)
    }

    @Test func `shipping of given goods is taxed as they would have been`() throws {
        let quote = try quote(
            [line(1, eur(10_00)) { $0.taxClass = .reduced }], [promotion(1, .percentage(.whole))],
            tax: taxes(included: true, vat) { $0.shipping = .withGoods }, shipping: shipping(eur(10_70)))

        #expect(quote.shipping.taxed.map(\.net) == [eur(10_00)])
        #expect(quote.totals.total == eur(10_70))
    }

    @Test func `taxes in one cent leave nothing below zero`() throws {
        let many = (1...4).map { TaxRate("\($0)", .percent("150")) }
        let quote = try quote(
            [line(1, eur(1)), line(2, eur(2))],
            tax: taxes(included: true, [.standard: many]) { rules in
                rules.rounding = .up
                rules.roundingPlace = .line
            })

        #expect(quote.lines.allSatisfy { !$0.taxed.net.isNegative && $0.taxed.gross == $0.subtotal })
    }

    @Test func `taxes of an order are spread so that no line holds more tax than money`() throws {
        let two = ["A", "B"].map { TaxRate($0, .whole) }
        let quote = try quote((1...3).map { line($0, eur(1)) }, tax: taxes(included: true, [.standard: two]))

        // One cent of each tax: the first falls on the first line, the second on the next that has a cent left.
        #expect(quote.lines.map(\.taxed.net) == [eur(0), eur(0), eur(1)])
    }
}

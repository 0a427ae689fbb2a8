import Foundation
import Pricing
import Testing

@testable import Commerce

struct CheckoutQuoteTests {
    @Test func `terms without tax inside add it and the shipping`() throws {
        let quote = try CheckoutQuote(
            of: [item(10_00, 2), item(5_00, 1, taxable: false)], under: terms("0.0825", false))

        #expect(quote.totals.subtotal == usd(25_00))
        #expect(quote.totals.tax == usd(1_65))
        #expect(quote.totals.total == usd(31_65))
        #expect(quote.includedTax == usd(0))
        #expect(quote.netSubtotal == usd(25_00))
        #expect(quote.shippingMethod == "Standard shipping")
    }

    @Test func `terms with tax inside name it and add nothing`() throws {
        let quote = try CheckoutQuote(of: [item(149_95, 1)], under: terms("0.19", true))

        #expect(quote.includedTax == usd(23_94))
        #expect(quote.netSubtotal == usd(126_01))
        #expect(quote.wholeTax == usd(23_94))
        #expect(quote.totals.tax == usd(0))
        #expect(quote.totals.total == usd(149_95))
        #expect(quote.shippingMethod == "Free shipping")
    }

    @Test func `digital goods and an empty cart have nothing to ship`() throws {
        let digital = try CheckoutQuote(of: [item(9_00, 1, shipped: false)], under: terms("0", false))
        let empty = try CheckoutQuote(of: [], under: terms("0.2", true))

        #expect(digital.totals.total == usd(9_00))
        #expect([digital, empty].map(\.shippingMethod) == ["Nothing to ship", "Nothing to ship"])
    }

    @Test func `a total that the orders' columns cannot hold is refused`() {
        #expect(throws: PricingError.money(.overflow)) {
            try CheckoutQuote(of: [item(99_999_999_99, 1)], under: terms("0.01", false))
        }
    }

    @Test func `every cart costs what one rate of tax and one price of shipping make of it`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let items = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                item(.random(in: 0...9_999), .random(in: 1...9), taxable: .random(), shipped: .random())
            }
            let (millionths, included) = (Int.random(in: 0...999_999), Bool.random())
            let quote = try CheckoutQuote(
                of: items, under: terms("0.\(String(1_000_000 + millionths).dropFirst())", included))

            let goods = items.reduce(0) { $0 + $1.unitPrice.minorUnits * $1.quantity }
            let taxable = items.reduce(0) { $0 + ($1.isTaxable ? $1.unitPrice.minorUnits * $1.quantity : 0) }
            let divisor = included ? 1_000_000 + millionths : 1_000_000
            let tax = (taxable * millionths + divisor / 2) / divisor
            let shipping = items.contains(where: \.requiresShipping) && goods < 100_00 ? 5_00 : 0
            let facts = "\(items.map { ($0.unitPrice, $0.quantity, $0.isTaxable) }) \(millionths) \(included)"
            #expect(quote.wholeTax == usd(tax), "\(facts)")
            #expect(quote.totals.total == usd(goods + shipping + (included ? 0 : tax)), "\(facts)")
        }
    }

    private func usd(_ minorUnits: Int) -> Money { Money(minorUnits: minorUnits, .usd) }

    private func terms(_ taxRate: String, _ pricesIncludeTax: Bool) throws -> CheckoutTerms {
        CheckoutTerms(
            currency: .usd,
            shippingRate: usd(5_00),
            shippingFreeFrom: usd(100_00),
            taxRate: try #require(Decimal(string: taxRate)),
            pricesIncludeTax: pricesIncludeTax
        )
    }

    private func item(_ price: Int, _ quantity: Int, taxable: Bool = true, shipped: Bool = true) -> CartItem {
        CartItem(
            product: ID(UUID()), variant: ID(UUID()), name: "Thing", variantTitle: nil, sku: nil, slug: "thing",
            image: nil, imageAlt: nil, unitPrice: usd(price), quantity: quantity, requiresShipping: shipped,
            isTaxable: taxable, availability: .available)
    }
}

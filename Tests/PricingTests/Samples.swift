import Foundation

@testable import Pricing

/// An id that is easy to read in a failure, and to order.
func id<Subject>(_ number: Int) -> PricingID<Subject> {
    let bytes = UInt64(number).bigEndian
    return withUnsafeBytes(of: bytes) { tail in
        PricingID(
            UUID(
                uuid: (
                    0, 0, 0, 0, 0, 0, 0, 0, tail[0], tail[1], tail[2], tail[3], tail[4], tail[5], tail[6], tail[7]
                )
            )
        )
    }
}

func usd(_ minorUnits: Int) -> Money { Money(minorUnits: minorUnits, .usd) }
func eur(_ minorUnits: Int) -> Money { Money(minorUnits: minorUnits, .eur) }

/// Wednesday, 1 January 2025, noon UTC.
let noon = Date(timeIntervalSince1970: 1_735_732_800)

extension Rate {
    static func percent(_ text: String) -> Rate {
        guard let rate = try? Rate(percent: text) else { fatalError("\(text) is no percentage") }
        return rate
    }
}

/// A line whose id, product and variant are the same number.
func line(_ number: Int, _ price: Money, _ quantity: Int = 1, _ change: (inout CartLine) -> Void = { _ in }) -> CartLine
{
    var line = CartLine(id: id(number), product: id(number), variant: id(number), quantity: quantity, unitPrice: price)
    change(&line)
    return line
}

func promotion(
    _ number: Int, _ benefit: PromotionBenefit, code: String? = nil, _ change: (inout PromotionRule) -> Void = { _ in }
) -> PromotionRule {
    var rule = PromotionRule(
        id: id(number), name: "Promotion \(number)", trigger: code.map { .code($0) } ?? .automatic, benefit)
    change(&rule)
    return rule
}

func products(_ numbers: Int...) -> LineSelection {
    var selection = LineSelection()
    selection.products = Set(numbers.map { id($0) })
    return selection
}

/// Taxes of one place that everything belongs to.
func taxes(
    included: Bool, _ rates: [TaxClass: [TaxRate]], _ change: (inout TaxRules) -> Void = { _ in }
) -> TaxRules {
    var rules = TaxRules(
        pricesIncludeTax: included,
        zones: [TaxZone(id: id(1), name: "Everywhere", territories: [.everywhere], rates: rates)]
    )
    rules.shipping = .asClass(.exempt)
    change(&rules)
    return rules
}

/// Shipping everywhere at one price, as method 1.
func shipping(_ price: Money, _ change: (inout ShippingMethod) -> Void = { _ in }) -> ShippingRules {
    var method = ShippingMethod(id: id(1), name: "Standard shipping", .flat(price))
    change(&method)
    var rules = ShippingRules()
    rules.zones = [ShippingZone([.everywhere], [method])]
    return rules
}

/// Prices a cart in the currency of its first line, with method 1 chosen.
func quote(
    _ lines: [CartLine],
    _ promotions: [PromotionRule] = [],
    tax: TaxRules? = nil,
    shipping: ShippingRules = ShippingRules(),
    _ change: (inout PricingRequest) -> Void = { _ in }
) throws -> PriceQuote {
    var request = PricingRequest(lines, in: lines.first?.unitPrice.currency ?? .usd, at: noon)
    request.shippingMethod = id(1)
    change(&request)
    var rules = PricingRules()
    rules.promotions = promotions
    rules.shipping = shipping
    if let tax { rules.tax = tax }
    return try PriceQuote(of: request, under: rules)
}

extension PriceQuote {
    /// Why a promotion gives nothing.
    func refusal(of number: Int) -> PromotionRefusal.Reason? {
        refusals.first { $0.promotion == id(number) }?.reason
    }
}

@testable import Pricing

extension PriceQuote {
    /// What all promotions together saved.
    var savings: Int { promotions.reduce(0) { $0 + $1.goods.minorUnits + $1.shipping.minorUnits } }

    /// The first equation that does not hold, or nil.
    var imbalance: String? {
        let checks = sums + promotionSums + taxSums + stepSums
        return checks.first { !$0.1 }?.0
    }

    private var sums: [(String, Bool)] {
        let whole = totals.subtotal.minorUnits - totals.discount.minorUnits + totals.shipping.minorUnits
        let paid = lines.reduce(shipping.gross.minorUnits) { $0 + $1.taxed.gross.minorUnits }
        let cards = giftCards.reduce(0) { $0 + $1.amount.minorUnits }
        return [
            ("subtotal", totals.lines.reduce(0) { $0 + $1.minorUnits } == totals.subtotal.minorUnits),
            ("total", whole + totals.tax.minorUnits - totals.relief.minorUnits == totals.total.minorUnits),
            ("lines and shipping", paid == totals.total.minorUnits),
            ("due", totals.total.minorUnits - cards == due.minorUnits),
            ("not negative", totals.all.allSatisfy { !$0.isNegative } && !due.isNegative),
            ("cards", giftCards.allSatisfy { !$0.remaining.isNegative && $0.amount.minorUnits > 0 }),
            ("discount", totals.discount.minorUnits <= totals.subtotal.minorUnits),
            ("discounts of lines", lines.allSatisfy { $0.discount.minorUnits <= $0.subtotal.minorUnits }),
            ("discount of shipping", shipping.discount.minorUnits <= shipping.price.minorUnits),
        ]
    }

    private var promotionSums: [(String, Bool)] {
        let byLine = Dictionary(
            promotions.flatMap(\.shares).map { ($0.line, $0.amount.minorUnits) }, uniquingKeysWith: +)
        return [
            (
                "shares",
                promotions.allSatisfy { $0.goods.minorUnits == $0.shares.reduce(0) { $0 + $1.amount.minorUnits } }
            ),
            ("by line", lines.allSatisfy { byLine[$0.id, default: 0] == $0.discount.minorUnits }),
            ("by shipping", promotions.reduce(0) { $0 + $1.shipping.minorUnits } == shipping.discount.minorUnits),
            ("something", promotions.allSatisfy { $0.goods.minorUnits + $0.shipping.minorUnits > 0 }),
        ]
    }

    private var taxSums: [(String, Bool)] {
        let parts = lines.map(\.taxed) + shipping.taxed
        func sum(_ amounts: [TaxedAmount], _ part: KeyPath<TaxedAmount, Money>) -> Int {
            amounts.reduce(0) { $0 + $1[keyPath: part].minorUnits }
        }
        return [
            ("groups' net", sum(tax.groups, \.net) == sum(parts, \.net)),
            ("groups' tax", sum(tax.groups, \.tax) == sum(parts, \.tax)),
            ("groups' gross", sum(tax.groups, \.gross) == totals.total.minorUnits),
            ("relief", sum(tax.groups, \.relief) == sum(parts, \.relief)),
            ("charged", sum(parts, \.tax) == tax.charged.minorUnits),
            (
                "net and charges",
                (parts + tax.groups).allSatisfy {
                    $0.gross.minorUnits == $0.charges.reduce($0.net.minorUnits) { $0 + $1.amount.minorUnits }
                }
            ),
            (
                "taxes not negative",
                (parts + tax.groups).allSatisfy {
                    !$0.net.isNegative && $0.charges.allSatisfy { !$0.amount.isNegative }
                }
            ),
        ]
    }

    private var stepSums: [(String, Bool)] {
        var sum = 0
        var holds = true
        for step in steps {
            switch step.effect {
            case .adds: sum += step.amount.minorUnits
            case .takes: sum -= step.amount.minorUnits
            case .tells: break
            case .sums: holds = holds && sum == step.amount.minorUnits
            }
        }
        return [("steps", holds), ("steps not negative", steps.allSatisfy { !$0.amount.isNegative })]
    }

    /// What does not agree between what was paid and refunds of everything, or nil.
    func imbalance(of refunds: [RefundQuote]) -> String? {
        let back = refunds.reduce(0) { $0 + $1.total.minorUnits }
        let taxBack = refunds.flatMap { $0.lines.map(\.taxed) + $0.shipping }.reduce(0) { $0 + $1.tax.minorUnits }
        let payment = refunds.reduce(0) { $0 + $1.payment.minorUnits }
        let cards = Dictionary(
            refunds.flatMap(\.giftCards).map { ($0.card, $0.amount.minorUnits) }, uniquingKeysWith: +)
        let amounts = refunds.flatMap { $0.lines.map(\.taxed) + $0.shipping }
        let checks = [
            ("refunds", back == totals.total.minorUnits),
            ("taxes", taxBack == tax.charged.minorUnits),
            ("payment", payment == due.minorUnits),
            ("cards", giftCards.allSatisfy { cards[$0.card, default: 0] == $0.amount.minorUnits }),
            ("not negative", amounts.allSatisfy { !$0.net.isNegative && !$0.gross.isNegative && !$0.tax.isNegative }),
        ]
        return checks.first { !$0.1 }?.0
    }
}

extension Totals {
    fileprivate var all: [Money] { lines + [subtotal, discount, shipping, tax, relief, total] }
}

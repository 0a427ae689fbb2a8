import Commerce
import Foundation
import HTTPSupport
import Pricing

/// What somebody typed about a promotion, kept to the letter.
struct PromotionInput: Sendable, Hashable {
    var name = ""
    var code = ""
    var kind = Kind.percentage.rawValue
    var percent = ""
    var amount = ""
    var bought = ""
    var got = ""
    var minimum = ""
    var starts = ""
    var ends = ""
    var usesLimit = ""
    var usesLimitPerCustomer = ""
    var isForFirstOrder = false
    var isExclusive = false

    /// What it gives; one at a time.
    enum Kind: String, CaseIterable, Sendable {
        case percentage, amount
        case buyGet = "buy_get"
        case freeShipping = "free_shipping"

        var title: String {
            switch self {
            case .percentage: "A percentage off everything"
            case .amount: "An amount off the order"
            case .buyGet: "Buy some, get some free"
            case .freeShipping: "Free shipping"
            }
        }
    }

    typealias Problems = FieldProblems
}

extension PromotionInput {
    init(_ form: Form) {
        name = form["name"]
        code = form["code"]
        kind = form["kind"]
        percent = form["percent"]
        amount = form["amount"]
        bought = form["bought"]
        got = form["got"]
        minimum = form["minimum"]
        starts = form["starts"]
        ends = form["ends"]
        usesLimit = form["uses_limit"]
        usesLimitPerCustomer = form["uses_limit_per_customer"]
        isForFirstOrder = form.has("first_order")
        isExclusive = form.has("exclusive")
    }

    /// - Parameter shop: whose currency and days are meant.
    init(_ details: PromotionDetails, _ shop: Shop) {
        name = details.name
        code = details.code ?? ""
        minimum = details.conditions.minimumSpend?.typed ?? ""
        starts = details.startsAt.map { PromotionDay.typed($0, in: shop) } ?? ""
        // Until a day's end is until the next one begins.
        ends = details.endsAt.map { PromotionDay.typed($0 - 1, in: shop) } ?? ""
        usesLimit = details.usesLimit.map(String.init) ?? ""
        usesLimitPerCustomer = details.usesLimitPerCustomer.map(String.init) ?? ""
        isForFirstOrder = details.conditions.isForFirstOrder
        isExclusive = details.isExclusive
        take(details.benefit)
    }

    private mutating func take(_ benefit: PromotionBenefit) {
        switch benefit {
        case .percentage(let rate, _): percent = rate.description.replacing(" %", with: "")
        case .amount(let money, _): (kind, amount) = (Kind.amount.rawValue, money.typed)
        case .buyGet(let deal): (kind, bought, got) = (Kind.buyGet.rawValue, "\(deal.bought)", "\(deal.got)")
        case .freeShipping: kind = Kind.freeShipping.rawValue
        case .tiers: kind = ""
        }
    }
}

import Commerce
import Foundation
import HTTPSupport
import Pricing

extension PromotionInput {
    func details(in shop: Shop) throws(Problems) -> PromotionDetails {
        var problems = Problems()
        if name.isEmpty {
            problems.sentences["name"] = "Give the promotion a name; shoppers see it beside the discount."
        }
        if name.count > 100 { problems.sentences["name"] = "Shorten the name to 100 characters." }
        if !code.isEmpty && !BuyerFacts.isCode(code) {
            problems.sentences["code"] = "Use 2 to 40 letters and digits without spaces, such as SPRING10."
        }
        let benefit = benefit(in: shop, &problems)
        let conditions = conditions(in: shop, &problems)
        let starts = day("starts", starts, in: shop, &problems)
        let ends = day("ends", ends, plus: 1, in: shop, &problems)
        if let starts, let ends, ends <= starts {
            problems.sentences["ends"] = "Choose a last day that is not before the first."
        }
        let limit = count("uses_limit", usesLimit, &problems)
        let limitPerCustomer = count("uses_limit_per_customer", usesLimitPerCustomer, &problems)
        guard problems.sentences.isEmpty, let benefit else { throw problems }
        return PromotionDetails(
            name: name,
            code: code.isEmpty ? nil : code,
            benefit: benefit,
            conditions: conditions,
            startsAt: starts,
            endsAt: ends,
            isExclusive: isExclusive,
            usesLimit: limit,
            usesLimitPerCustomer: limitPerCustomer
        )
    }

    private func benefit(in shop: Shop, _ problems: inout Problems) -> PromotionBenefit? {
        switch Kind(rawValue: kind) {
        case .percentage:
            let rate = try? Rate(percent: percent.replacing(",", with: ".").replacing("%", with: ""))
            if let rate, rate > .zero, rate <= .whole { return .percentage(rate) }
            problems.sentences["percent"] = "Enter a percentage between 0 and 100, such as 10 or 12.5."
        case .amount:
            if let money = Money(typed: amount, shop.currency), !money.isZero { return .amount(money) }
            problems.sentences["amount"] = Money.advice(shop.currency)
        case .buyGet:
            if let bought = Int(bought), let got = Int(got), let deal = try? BuyGet(buy: bought, get: got) {
                return .buyGet(deal)
            }
            problems.sentences["bought"] = "Enter two whole numbers, such as buy 2 and get 1."
        case .freeShipping: return .freeShipping()
        case nil: problems.sentences["kind"] = "Choose what the promotion gives."
        }
        return nil
    }

    private func conditions(in shop: Shop, _ problems: inout Problems) -> PromotionConditions {
        var conditions = PromotionConditions()
        conditions.isForFirstOrder = isForFirstOrder
        if !minimum.isEmpty {
            conditions.minimumSpend = Money(typed: minimum, shop.currency)
            if conditions.minimumSpend == nil { problems.sentences["minimum"] = Money.advice(shop.currency) }
        }
        return conditions
    }

    private func day(
        _ field: String, _ typed: String, plus days: Int = 0, in shop: Shop, _ problems: inout Problems
    ) -> Date? {
        guard !typed.isEmpty else { return nil }
        let day = PromotionDay.start(of: typed, plus: days, in: shop)
        if day == nil { problems.sentences[field] = "Enter a day such as 2026-11-27." }
        return day
    }

    private func count(_ field: String, _ typed: String, _ problems: inout Problems) -> Int? {
        guard !typed.isEmpty else { return nil }
        guard let count = Int(typed), (1...1_000_000_000).contains(count) else {
            problems.sentences[field] = "Enter a whole number, such as 100, or nothing for no limit."
            return nil
        }
        return count
    }
}

extension PromotionInput.Problems {
    /// What the database refused, beside the field it is about.
    init?(_ error: PromotionError) {
        switch error {
        case .unknown: return nil
        case .codeTaken:
            sentences["code"] = "Another promotion has this code. Choose another one, or archive the other promotion."
        case .codeMalformed:
            sentences["code"] = "Use 2 to 40 letters and digits without spaces, such as SPRING10."
        case .endsBeforeItStarts: sentences["ends"] = "Choose a last day that is not before the first."
        case .nameMissing: sentences["name"] = "Give the promotion a name."
        }
    }
}

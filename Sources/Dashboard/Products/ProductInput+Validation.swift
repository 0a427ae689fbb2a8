import Commerce
import HTTPSupport
import Pricing

extension ProductInput {
    /// What is wrong, as a sentence for each field by its name.
    struct Problems: Error, Hashable {
        var sentences: [String: String] = [:]
    }

    private static let longestName = 500
    /// More than any shelf holds, and still far from what the column can count.
    private static let largestStock = 1_000_000

    /// The change as the use case takes it.
    func change(in currency: Currency) throws(Problems) -> ProductChange {
        var problems = Problems()
        if name.isEmpty { problems.sentences["name"] = "Give the product a name." }
        if name.count > Self.longestName {
            problems.sentences["name"] = "Shorten the name to \(Self.longestName) characters."
        }
        let rows = rows.map { $0.change(in: currency, &problems) }
        guard problems.sentences.isEmpty else { throw problems }
        return ProductChange(name: name, isActive: isActive, variants: rows.compactMap(\.self))
    }

    fileprivate static func stock(_ text: String, expected: Int) -> ProductChange.StockCount? {
        guard let counted = Int(text), (0...largestStock).contains(counted) else { return nil }
        return ProductChange.StockCount(expected: expected, counted: counted)
    }

    fileprivate static let stockAdvice = "Enter a number from 0 to 1,000,000."
}

extension ProductInput.Row {
    /// Nil when something is wrong, which then stands among the problems.
    fileprivate func change(in currency: Currency, _ problems: inout ProductInput.Problems) -> ProductChange.Row? {
        let amount = Self.amount(price, currency)
        let earlier = before.isEmpty ? nil : Self.amount(before, currency)
        if amount == nil { problems.note(Self.advice(currency), .price, id) }
        if !before.isEmpty && earlier == nil { problems.note(Self.advice(currency), .before, id) }
        if let amount, let earlier, earlier.minorUnits <= amount.minorUnits {
            problems.note("Enter more than the price, or nothing.", .before, id)
        }
        let count = stock.isEmpty ? nil : ProductInput.stock(stock, expected: expected)
        if !stock.isEmpty && count == nil { problems.note(ProductInput.stockAdvice, .stock, id) }
        guard let amount else { return nil }
        return ProductChange.Row(id: id, price: amount, compareAtPrice: earlier, stock: count)
    }

    /// A comma is a point to whoever writes prices with one; two marks are a mistake.
    private static func amount(_ text: String, _ currency: Currency) -> Money? {
        let marks = text.filter { $0 == "," || $0 == "." }.count
        let pointed = marks == 1 ? text.replacing(",", with: ".") : text
        guard let money = try? Money(parsing: pointed, currency), !money.isNegative else { return nil }
        return (try? money.requireStorable()).map { money }
    }

    private static func advice(_ currency: Currency) -> String {
        "Enter an amount such as \(currency.exponent == 0 ? "24" : "24.50")."
    }
}

extension ProductInput.Problems {
    fileprivate mutating func note(_ sentence: String, _ field: ProductInput.Field, _ variant: ID<Variant>) {
        sentences[field.name(variant)] = sentence
    }

    /// Why the database kept the stock as it is.
    init?(_ error: ProductError, _ sheet: ProductSheet) {
        switch error {
        case .unknown: return nil
        case .stockChanged(let id):
            let now = sheet.variants.first { $0.id == id }?.onHand ?? 0
            note("By now there are \(now): somebody bought or counted. Check your number and save again.", .stock, id)
        case .stockReserved(let id):
            let held = sheet.variants.first { $0.id == id }?.reserved ?? 0
            note("\(held) are held for orders; enter \(held) or more.", .stock, id)
        }
    }
}

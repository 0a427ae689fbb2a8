import Commerce
import HTTPSupport
import Pricing

extension ProductInput {
    /// What is wrong, as a sentence for each field by its name.
    typealias Problems = FieldProblems

    /// More than any shelf holds, and still far from what the column can count.
    static let stockRange = 0...1_000_000
    static let stockAdvice = "Enter a number from 0 to 1,000,000."
    /// What the column holds.
    static let weightRange = 0...999_999
    static let weightAdvice = "Enter grams as a whole number."
    static let longestCode = 255

    /// The change as the use case takes it.
    func change(of sheet: ProductSheet, in currency: Currency) throws(Problems) -> ProductChange {
        var problems = Problems()
        let details = details.details(former: sheet.images, &problems)
        let rows = rows.map { $0.change(in: currency, &problems) }
        guard problems.sentences.isEmpty else { throw problems }
        return ProductChange(details: details, variants: rows.compactMap(\.self))
    }

    fileprivate static func stock(_ text: String, expected: Int) -> ProductChange.StockCount? {
        guard let counted = Int(text), stockRange.contains(counted) else { return nil }
        return ProductChange.StockCount(expected: expected, counted: counted)
    }
}

extension ProductInput.Row {
    /// Nil when something is wrong, which then stands among the problems.
    fileprivate func change(in currency: Currency, _ problems: inout ProductInput.Problems) -> ProductChange.Row? {
        let amount = Money(typed: price, currency)
        let earlier = before.isEmpty ? nil : Money(typed: before, currency)
        if amount == nil { problems.note(Money.advice(currency), .price, id) }
        if !before.isEmpty && earlier == nil { problems.note(Money.advice(currency), .before, id) }
        if let amount, let earlier, earlier.minorUnits <= amount.minorUnits {
            problems.note("Enter more than the price, or nothing.", .before, id)
        }
        let count = stock.isEmpty ? nil : ProductInput.stock(stock, expected: expected)
        if !stock.isEmpty && count == nil { problems.note(ProductInput.stockAdvice, .stock, id) }
        let grams = Int(weight).flatMap { ProductInput.weightRange.contains($0) ? $0 : nil }
        if !weight.isEmpty && grams == nil { problems.note(ProductInput.weightAdvice, .weight, id) }
        for (field, code) in [(ProductInput.Field.sku, sku), (.barcode, barcode)]
        where code.count > ProductInput.longestCode {
            problems.note("Shorten it to \(ProductInput.longestCode) characters.", field, id)
        }
        guard let amount else { return nil }
        return ProductChange.Row(
            id: id,
            price: amount,
            compareAtPrice: earlier,
            sku: sku.isEmpty ? nil : sku,
            barcode: barcode.isEmpty ? nil : barcode,
            weight: grams,
            stock: count
        )
    }
}

extension ProductInput.Problems {
    fileprivate mutating func note(_ sentence: String, _ field: ProductInput.Field, _ variant: ID<Variant>) {
        sentences[field.name(variant)] = sentence
    }

    /// Why the database kept the product as it is.
    init?(_ error: ProductError, _ sheet: ProductSheet) {
        switch error {
        case .unknown, .changedMeanwhile: return nil
        case .slugTaken: sentences["slug"] = Self.slugTaken
        case .unknownCategory: sentences["category"] = Self.unknownCategory
        case .skuTaken:
            for row in sheet.variants { note(Self.skuTaken, .sku, row.id) }
        case .stockChanged(let id):
            let now = sheet.variants.first { $0.id == id }?.onHand ?? 0
            note("By now there are \(now): somebody bought or counted. Check your number and save again.", .stock, id)
        case .stockReserved(let id):
            let held = sheet.variants.first { $0.id == id }?.reserved ?? 0
            note("\(held) are held for orders; enter \(held) or more.", .stock, id)
        }
    }

    /// Why the database did not take a new product.
    init?(_ error: ProductError) {
        switch error {
        case .slugTaken: sentences["slug"] = Self.slugTaken
        case .skuTaken: sentences["sku"] = Self.skuTaken
        case .unknownCategory: sentences["category"] = Self.unknownCategory
        case .unknown, .changedMeanwhile, .stockChanged, .stockReserved: return nil
        }
    }

    private static let slugTaken = "Another product has this address, perhaps one in the archive. Choose another one."
    private static let skuTaken = "Another product has this SKU. Give each its own."
    private static let unknownCategory = "This category is gone. Choose another one."
}

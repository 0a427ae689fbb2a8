import Commerce
import Pricing

extension NewProductInput {
    private static let longestValue = 255

    /// The product as the use case takes it.
    func product(in currency: Currency) throws(ProductInput.Problems) -> NewProduct {
        var problems = optionProblems
        let details = details.details(&problems)
        let amount = Money(typed: price, currency)
        // A price of its own for every variant makes the product's own unnecessary.
        let isPriced = !rows.isEmpty && rows.allSatisfy { !$0.price.isEmpty }
        if amount == nil && !(price.isEmpty && isPriced) { problems.sentences["price"] = Money.advice(currency) }
        let earlier = before.isEmpty ? nil : Money(typed: before, currency)
        if !before.isEmpty && earlier == nil { problems.sentences["before"] = Money.advice(currency) }
        if let amount, let earlier, earlier.minorUnits <= amount.minorUnits {
            problems.sentences["before"] = "Enter more than the price, or nothing."
        }
        let common = Common(price: amount, before: earlier, grams: grams(&problems))
        let variants =
            combinations.isEmpty
            ? [only(common, &problems)] : combinations.map { variant($0, common, in: currency, &problems) }
        guard problems.sentences.isEmpty else { throw problems }
        return NewProduct(details: details, options: namedOptions, variants: variants.compactMap(\.self))
    }

    /// What all variants share where they say nothing else.
    private struct Common {
        let price: Money?
        let before: Money?
        let grams: Int?
    }

    /// What keeps the options from making variants.
    var optionProblems: ProductInput.Problems {
        var problems = ProductInput.Problems()
        for (index, option) in options.enumerated() {
            let number = index + 1
            if option.name.isEmpty && !option.values.isEmpty {
                problems.sentences["option-\(number)"] = "Name the option, such as Size."
            }
            if !option.name.isEmpty && option.values.allSatisfy({ $0 == "," || $0.isWhitespace }) {
                problems.sentences["values-\(number)"] = "Enter its values with commas between them, such as S, M, L."
            }
            if options.prefix(index).contains(where: { !$0.name.isEmpty && $0.name == option.name }) {
                problems.sentences["option-\(number)"] = "Two options have this name. Rename one of them."
            }
            if option.name.count > Self.longestValue
                || option.values.split(separator: ",").contains(where: { $0.count > Self.longestValue })
            {
                problems.sentences["values-\(number)"] =
                    "Shorten the name and each value to \(Self.longestValue) characters."
            }
        }
        // Multiplied before the variants are made: three long lists would make millions.
        let count = namedOptions.map(\.values.count).reduce(1) {
            $0.multipliedReportingOverflow(by: max(1, $1)).partialValue
        }
        if count > Self.mostVariants || count < 1 {
            let advice = "At most \(Self.mostVariants) are added by hand; import more from a CSV file."
            problems.sentences["values-1"] = "These options make \(count) variants. \(advice)"
        }
        return problems
    }

    private func only(_ common: Common, _ problems: inout ProductInput.Problems) -> NewProduct.Row? {
        let count = stock(stock, "stock", &problems)
        for (field, code) in [("sku", sku), ("barcode", barcode)] where code.count > ProductInput.longestCode {
            problems.sentences[field] = "Shorten it to \(ProductInput.longestCode) characters."
        }
        guard let price = common.price else { return nil }
        return NewProduct.Row(
            price: price,
            compareAtPrice: common.before,
            sku: sku.isEmpty ? nil : sku,
            barcode: barcode.isEmpty ? nil : barcode,
            weight: common.grams,
            stock: count
        )
    }

    private func variant(
        _ values: [String], _ common: Common, in currency: Currency, _ problems: inout ProductInput.Problems
    ) -> NewProduct.Row? {
        let title = Self.title(values)
        guard let number = rows.firstIndex(where: { $0.title == title }) else { return nil }
        let row = rows[number]
        let own = row.price.isEmpty ? common.price : Money(typed: row.price, currency)
        if !row.price.isEmpty && own == nil { problems.sentences["price-\(number)"] = Money.advice(currency) }
        let count = stock(row.stock, "stock-\(number)", &problems)
        for (field, code) in [("sku", row.sku), ("barcode", row.barcode)] where code.count > ProductInput.longestCode {
            problems.sentences["\(field)-\(number)"] = "Shorten it to \(ProductInput.longestCode) characters."
        }
        guard let own else { return nil }
        let before = common.before.flatMap { $0.minorUnits > own.minorUnits ? $0 : nil }
        return NewProduct.Row(
            values: values,
            price: own,
            compareAtPrice: before,
            sku: row.sku.isEmpty ? nil : row.sku,
            barcode: row.barcode.isEmpty ? nil : row.barcode,
            weight: common.grams,
            stock: count
        )
    }

    /// Nil where nobody counts.
    private func stock(_ text: String, _ field: String, _ problems: inout ProductInput.Problems) -> Int? {
        guard isCounted else { return nil }
        guard !text.isEmpty else { return 0 }
        guard let count = Int(text), ProductInput.stockRange.contains(count) else {
            problems.sentences[field] = ProductInput.stockAdvice
            return 0
        }
        return count
    }

    private func grams(_ problems: inout ProductInput.Problems) -> Int? {
        guard !weight.isEmpty else { return nil }
        guard let grams = Int(weight), ProductInput.weightRange.contains(grams) else {
            problems.sentences["weight"] = ProductInput.weightAdvice
            return nil
        }
        return grams
    }
}

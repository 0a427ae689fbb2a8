import Foundation
import Pricing

/// Makes one product of the rows that share a handle. Goes on after a problem, so that all of a product's problems
/// are told at once.
struct ShopifyProductBuilder {
    let currency: Currency
    private(set) var problems: [RowProblem] = []

    private var options: [ProductDraft.Option] = []
    private var variants: [VariantDraft] = []
    private var images: [(position: Int, image: ProductDraft.Image)] = []
    private var lineOfOptionValues: [[String]: Int] = [:]

    static let variantLimit = 2_048
    private static let stockRange = -1_000_000...1_000_000
    private static let weightRange = 0...999_999

    init(currency: Currency) {
        self.currency = currency
    }

    /// The product, or nil with `problems` to tell why not.
    mutating func build(handle: String, rows: [ShopifyRow], faults: [RowProblem]) -> ProductDraft? {
        problems = faults
        guard let first = rows.first else { return nil }
        attempt { builder throws(RowProblem) in try builder.readOptions(of: first) }
        for row in rows {
            read(row, isFirst: row.line == first.line)
        }
        let head = attempt { builder throws(RowProblem) in try builder.head(of: first, handle: handle) }
        guard problems.isEmpty else { return nil }
        return head
    }

    private mutating func head(of row: ShopifyRow, handle: String) throws(RowProblem) -> ProductDraft {
        let status = try row.word(.status, from: ["active", "draft", "archived"])
        return ProductDraft(
            line: row.line,
            handle: try checked(handle, of: row),
            title: try row.required(.title, limit: 500),
            body: try body(of: row),
            vendor: try row.text(.vendor, limit: 255),
            type: try row.text(.type, limit: 255),
            tags: try tags(of: row),
            isPublished: try row.flag(.published, default: true) && status == "active",
            seoTitle: try row.text(.seoTitle, limit: 500),
            seoDescription: try row.text(.seoDescription, limit: 5_000),
            options: options,
            variants: variants,
            images: images.sorted { $0.position < $1.position }.map(\.image)
        )
    }

    private func checked(_ handle: String, of row: ShopifyRow) throws(RowProblem) -> String {
        let isSlug = handle.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        guard isSlug, !handle.hasPrefix("-"), handle.unicodeScalars.count <= 255 else {
            throw row.problem(.handle, .handle)
        }
        return handle
    }

    private func body(of row: ShopifyRow) throws(RowProblem) -> SanitisedHTML {
        do {
            return try SanitisedHTML(sanitising: row[.body])
        } catch {
            throw row.problem(.body, .description(error))
        }
    }

    private func tags(of row: ShopifyRow) throws(RowProblem) -> [String] {
        var tags: [String] = []
        for tag in try row.text(.tags, limit: 5_000).split(separator: ",") {
            let tag = tag.trimmingCharacters(in: .whitespaces)
            if !tag.isEmpty, !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    private mutating func readOptions(of row: ShopifyRow) throws(RowProblem) {
        for column in ShopifyColumn.options {
            let name = try row.text(column.name, limit: 255)
            guard !name.isEmpty else { break }
            guard !options.contains(where: { $0.name == name }) else {
                throw row.problem(column.name, .optionNameTwice)
            }
            options.append(ProductDraft.Option(name: name, values: []))
        }
        // What Shopify writes for a product without options.
        if options.count == 1, options[0].name == "Title", row[.option1Value] == "Default Title" { options = [] }
    }

    private mutating func read(_ row: ShopifyRow, isFirst: Bool) {
        attempt { builder throws(RowProblem) in try builder.readImage(of: row) }
        let isVariant = isFirst || !row[.price].isEmpty || !row[.option1Value].isEmpty
        if isVariant { attempt { builder throws(RowProblem) in try builder.readVariant(of: row) } }
    }

    private mutating func readImage(of row: ShopifyRow) throws(RowProblem) {
        let url = try row.address(.imageSource)
        guard !url.isEmpty, !images.contains(where: { $0.image.url == url }) else { return }
        let position = try row.number(.imagePosition, in: 0...10_000) ?? images.count + 1
        images.append((position, ProductDraft.Image(url: url, alt: try row.text(.imageAlt, limit: 512))))
    }

    private mutating func readVariant(of row: ShopifyRow) throws(RowProblem) {
        let values = try optionValues(of: row)
        if let line = lineOfOptionValues[values] { throw row.problem(.option1Value, .sameOptionsAsLine(line)) }
        lineOfOptionValues[values] = row.line
        guard variants.count < Self.variantLimit else {
            throw row.problem(.handle, .tooManyVariants(limit: Self.variantLimit))
        }
        guard let price = try row.amount(.price, in: currency) else { throw row.problem(.price, .missing) }
        variants.append(
            VariantDraft(
                line: row.line,
                optionValues: values,
                sku: try row.text(.sku, limit: 255),
                barcode: try row.text(.barcode, limit: 255),
                price: price,
                compareAtPrice: try row.amount(.compareAtPrice, in: currency),
                weight: try row.number(.grams, in: Self.weightRange) ?? 0,
                isTracked: !row[.tracker].isEmpty,
                // Shopify counts what is sold beyond the stock below zero; here stock ends at zero.
                quantity: max(0, try row.number(.quantity, in: Self.stockRange) ?? 0),
                sellsOn: try row.word(.policy, from: ["deny", "continue"]) == "continue",
                requiresShipping: try row.flag(.requiresShipping, default: true),
                isTaxable: try row.flag(.taxable, default: true),
                imageURL: try row.address(.variantImage)
            )
        )
    }

    private mutating func optionValues(of row: ShopifyRow) throws(RowProblem) -> [String] {
        var values: [String] = []
        for (position, column) in ShopifyColumn.options.enumerated() {
            guard position < options.count else {
                let isDefault = options.isEmpty && row[column.value] == "Default Title"
                guard isDefault || row[column.value].isEmpty else {
                    throw row.problem(column.value, .optionValueWithoutName)
                }
                continue
            }
            let value = try row.required(column.value, limit: 255)
            if !options[position].values.contains(value) { options[position].values.append(value) }
            values.append(value)
        }
        return values
    }

    @discardableResult
    private mutating func attempt<T>(_ read: (inout Self) throws(RowProblem) -> T) -> T? {
        do {
            return try read(&self)
        } catch {
            problems.append(error)
            return nil
        }
    }
}

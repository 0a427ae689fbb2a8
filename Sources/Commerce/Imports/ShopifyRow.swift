import Foundation
import Pricing

/// One row of Shopify's product CSV, read by column, and checked value by value.
struct ShopifyRow {
    let line: Int
    private let fields: [String]
    private let positions: [ShopifyColumn: Int]

    init(_ row: CSVRow, positions: [ShopifyColumn: Int]) {
        line = row.line
        fields = row.fields
        self.positions = positions
    }

    /// The text of a column; empty when the file has no such column.
    subscript(_ column: ShopifyColumn) -> String {
        guard let position = positions[column] else { return "" }
        let field = fields[position]
        guard let first = field.first, let last = field.last, first.isWhitespace || last.isWhitespace else {
            return field
        }
        return field.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func problem(_ column: ShopifyColumn, _ reason: RowProblem.Reason) -> RowProblem {
        RowProblem(line: line, column: column.rawValue, reason)
    }

    func text(_ column: ShopifyColumn, limit: Int) throws(RowProblem) -> String {
        let text = self[column]
        guard text.unicodeScalars.count <= limit else { throw problem(column, .tooLong(limit: limit)) }
        return text
    }

    func required(_ column: ShopifyColumn, limit: Int) throws(RowProblem) -> String {
        let text = try text(column, limit: limit)
        guard !text.isEmpty else { throw problem(column, .missing) }
        return text
    }

    func amount(_ column: ShopifyColumn, in currency: Currency) throws(RowProblem) -> Money? {
        let text = self[column]
        guard !text.isEmpty else { return nil }
        let amount: Money
        do {
            amount = try Money(parsing: text, currency)
            try amount.requireStorable()
        } catch {
            throw problem(column, .amount(error))
        }
        guard !amount.isNegative else { throw problem(column, .negativeAmount) }
        return amount
    }

    func number(_ column: ShopifyColumn, in range: ClosedRange<Int>) throws(RowProblem) -> Int? {
        let text = self[column]
        guard !text.isEmpty else { return nil }
        // Spreadsheets write whole numbers as 4.0 too.
        guard let number = Int(text) ?? Double(text).flatMap({ Int(exactly: $0.rounded()) }) else {
            throw problem(column, .wholeNumber(text))
        }
        guard range.contains(number) else { throw problem(column, .outOfRange(range)) }
        return number
    }

    func flag(_ column: ShopifyColumn, default missing: Bool) throws(RowProblem) -> Bool {
        switch self[column].lowercased() {
        case "": missing
        case "true": true
        case "false": false
        default: throw problem(column, .oneOf(["true", "false"]))
        }
    }

    func word(_ column: ShopifyColumn, from words: [String]) throws(RowProblem) -> String {
        let word = self[column].lowercased()
        guard let standard = words.first else { return word }
        guard !word.isEmpty else { return standard }
        guard words.contains(word) else { throw problem(column, .oneOf(words)) }
        return word
    }

    /// A picture's address: on the web, or a path of this shop.
    func address(_ column: ShopifyColumn) throws(RowProblem) -> String {
        let address = try text(column, limit: 2_048)
        let lowercased = address.lowercased()
        let isOnTheWeb = lowercased.hasPrefix("https://") || lowercased.hasPrefix("http://")
        let isPath = address.hasPrefix("/") && !address.hasPrefix("//")
        let hidesNothing = !address.unicodeScalars.contains { $0.value <= 0x20 || $0.value == 0x7F || $0 == "\\" }
        guard address.isEmpty || (hidesNothing && (isOnTheWeb || isPath)) else {
            throw problem(column, .address(address))
        }
        return address
    }
}

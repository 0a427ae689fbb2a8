import Commerce
import Foundation
import HTTPSupport
import Pricing

/// What an owner typed about a product, kept to the letter so that nothing is lost when something is wrong.
struct ProductInput: Sendable, Hashable {
    var name: String
    var isActive: Bool
    var rows: [Row]

    /// A variant's fields.
    struct Row: Sendable, Hashable {
        let id: ID<Variant>
        var price: String
        var before: String
        /// Empty leaves the stock alone.
        var stock: String
        /// The stock that the page showed.
        var expected: Int
    }

    /// A field of a variant's row, named as in the form.
    enum Field: String, Sendable {
        case price, before, stock, expected

        func name(_ variant: ID<Variant>) -> String { "\(rawValue)-\(variant)" }
    }
}

extension ProductInput {
    init(_ sheet: ProductSheet) {
        name = sheet.name
        isActive = sheet.isActive
        rows = sheet.variants.map { row in
            Row(
                id: row.id,
                price: row.price.typed,
                before: row.compareAtPrice?.typed ?? "",
                stock: row.isCounted ? "\(row.onHand)" : "",
                expected: row.onHand
            )
        }
    }

    /// The variants are those of the product; whatever else a form names is left unread.
    init(_ form: Form, _ sheet: ProductSheet) {
        func text(_ field: Field, _ row: ProductSheet.Row) -> String { form[field.name(row.id)] }
        name = form["name"]
        isActive = form.has("is_active")
        rows = sheet.variants.map { row in
            Row(
                id: row.id,
                price: text(.price, row),
                before: text(.before, row),
                stock: row.isCounted ? text(.stock, row) : "",
                expected: Int(text(.expected, row)) ?? row.onHand
            )
        }
    }
}

extension Money {
    /// As it stands in a field: digits and a point.
    fileprivate var typed: String {
        let digits = String(minorUnits)
        guard currency.exponent > 0 else { return digits }
        let padded = String(repeating: "0", count: max(0, currency.exponent + 1 - digits.count)) + digits
        return "\(padded.dropLast(currency.exponent)).\(padded.suffix(currency.exponent))"
    }
}

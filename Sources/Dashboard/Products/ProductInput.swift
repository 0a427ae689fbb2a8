import Commerce
import Foundation
import HTTPSupport
import Pricing

/// What an owner typed about a product, kept to the letter so that nothing is lost when something is wrong.
struct ProductInput: Sendable, Hashable {
    var details: DetailsInput
    var rows: [Row]
    /// Of the product that the form was filled from; empty where the form does not say.
    var version: String

    /// A variant's fields.
    struct Row: Sendable, Hashable {
        let id: ID<Variant>
        var price: String
        var before: String
        var sku: String
        var barcode: String
        var weight: String
        /// Empty leaves the stock alone.
        var stock: String
        /// The stock that the page showed.
        var expected: Int
    }

    /// A field of a variant's row, named as in the form.
    enum Field: String, Sendable {
        case price, before, sku, barcode, weight, stock, expected

        func name(_ variant: ID<Variant>) -> String { "\(rawValue)-\(variant)" }
    }
}

extension ProductInput {
    init(_ sheet: ProductSheet) {
        details = DetailsInput(sheet)
        version = sheet.version
        rows = sheet.variants.map(Row.init)
    }

    /// The variants are those of the product; whatever else a form names is left unread.
    init(_ form: Form, _ sheet: ProductSheet) {
        details = DetailsInput(form, keeping: DetailsInput(sheet))
        version = form["version"]
        rows = sheet.variants.map { row in
            let former = Row(row)
            func text(_ field: Field, _ former: String) -> String {
                form.has(field.name(row.id)) ? form[field.name(row.id)] : former
            }
            return Row(
                id: row.id,
                price: form[Field.price.name(row.id)],
                before: form[Field.before.name(row.id)],
                sku: text(.sku, former.sku),
                barcode: text(.barcode, former.barcode),
                weight: text(.weight, former.weight),
                stock: row.isCounted ? form[Field.stock.name(row.id)] : "",
                expected: Int(form[Field.expected.name(row.id)]) ?? row.onHand
            )
        }
    }
}

extension ProductInput.Row {
    fileprivate init(_ row: ProductSheet.Row) {
        self.init(
            id: row.id,
            price: row.price.typed,
            before: row.compareAtPrice?.typed ?? "",
            sku: row.sku ?? "",
            barcode: row.barcode ?? "",
            weight: row.weight.map { $0 > 0 ? "\($0)" : "" } ?? "",
            stock: row.isCounted ? "\(row.onHand)" : "",
            expected: row.onHand
        )
    }
}

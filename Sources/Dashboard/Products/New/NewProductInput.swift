import Commerce
import HTTPSupport

/// What an owner typed about a product that is not there yet, kept to the letter.
struct NewProductInput: Sendable, Hashable {
    var details = DetailsInput()
    var price = ""
    var before = ""
    var sku = ""
    var barcode = ""
    var weight = ""
    var isCounted = true
    var stock = ""
    var options = Array(repeating: Option(), count: 3)
    /// The variants that the page showed, with what was typed about each.
    var rows: [Row] = []

    struct Option: Sendable, Hashable {
        var name = ""
        /// With commas between them.
        var values = ""
    }

    struct Row: Sendable, Hashable {
        /// The values of the options, such as `S / Red`.
        let title: String
        var price = ""
        var sku = ""
        var barcode = ""
        var stock = ""
    }

    /// More are a matter for a file.
    static let mostVariants = 100
}

extension NewProductInput {
    init(_ form: Form) {
        details = DetailsInput(form)
        price = form["price"]
        before = form["before"]
        sku = form["sku"]
        barcode = form["barcode"]
        weight = form["weight"]
        isCounted = form.has("is_counted")
        stock = form["stock"]
        options = (1...3).map { Option(name: form["option-\($0)"], values: form["values-\($0)"]) }
        rows = (0..<Self.mostVariants).prefix { form.has("variant-\($0)") }.map { number in
            Row(
                title: form["variant-\(number)"],
                price: form["price-\(number)"],
                sku: form["sku-\(number)"],
                barcode: form["barcode-\(number)"],
                stock: form["stock-\(number)"]
            )
        }
    }

    /// The options that were named, with their values in the order in which they were typed.
    var namedOptions: [ProductOption] {
        options.filter { !$0.name.isEmpty }.map { option in
            var values: [String] = []
            for value in option.values.split(separator: ",").map({ String($0).trimmed })
            where !value.isEmpty && !values.contains(value) {
                values.append(value)
            }
            return ProductOption(name: option.name, values: values)
        }
    }

    /// Every choice of one value of each option.
    var combinations: [[String]] {
        let options = namedOptions
        guard !options.isEmpty else { return [] }
        return options.reduce([[]]) { made, option in
            made.flatMap { values in option.values.map { values + [$0] } }
        }
    }

    static func title(_ values: [String]) -> String { values.joined(separator: " / ") }

    /// Whether the page showed just the variants that the options make.
    var showsItsVariants: Bool { Set(rows.map(\.title)) == Set(combinations.map(Self.title)) }

    /// A row for each variant that the options make; what was typed about one of the same values stays.
    mutating func makeRows() {
        let typed = Dictionary(rows.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })
        rows = combinations.map(Self.title).map { typed[$0] ?? Row(title: $0) }
    }
}

/// How a product is taxed; a zone says at which rates.
package struct TaxClass: Hashable, Sendable, RawRepresentable, Codable, CodingKeyRepresentable {
    /// The class's name, as stored.
    package let rawValue: String

    /// A class of that name; a shop may have its own.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The full rate; also that of a class for which a zone says nothing.
    package static let standard = TaxClass(rawValue: "standard")
    /// A lower rate: food, books.
    package static let reduced = TaxClass(rawValue: "reduced")
    /// Taxed at nothing, and still a taxable sale.
    package static let zero = TaxClass(rawValue: "zero")
    /// Outside the tax.
    package static let exempt = TaxClass(rawValue: "exempt")
}

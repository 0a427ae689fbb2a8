/// Why a buyer pays no tax.
package enum TaxExemption: Hashable, Sendable, Codable {
    /// A business that owes the tax itself, known by its registration number.
    case reverseCharge(number: String)
    /// A resale, charity or diplomatic certificate.
    case certificate(reference: String)
}

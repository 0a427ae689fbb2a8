/// What tax is charged on something, or why none is.
package enum TaxTreatment: Hashable, Sendable, Codable {
    /// These taxes.
    case taxed(_ taxes: [TaxRate])
    /// Taxed at nothing.
    case zeroRated
    /// Outside the tax by its class.
    case exempt
    /// Taxed, were it not for who buys.
    case relieved(_ exemption: TaxExemption)
    /// No zone of the shop has the destination.
    case outsideZones

    /// The taxes that are charged, if any are.
    var taxes: [TaxRate] {
        if case .taxed(let taxes) = self { taxes } else { [] }
    }
}

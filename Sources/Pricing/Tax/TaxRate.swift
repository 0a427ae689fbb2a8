/// One tax of a zone, as it stands on an invoice: `GST, 5 %`.
package struct TaxRate: Hashable, Sendable, Codable {
    /// What the state calls it.
    package let name: String
    /// How much of the net price.
    package let rate: Rate
    /// Whether it is charged on the taxes before it, too.
    package let isCompound: Bool

    /// A tax of that rate.
    package init(_ name: String, _ rate: Rate, isCompound: Bool = false) {
        self.name = name
        self.rate = rate
        self.isCompound = isCompound
    }
}

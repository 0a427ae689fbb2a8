/// Who buys, as far as prices ask.
package struct Buyer: Hashable, Sendable, Codable {
    /// The groups of customers that the buyer belongs to.
    package var segments: Set<PricingID<CustomerSegment>> = []
    /// Whether the buyer has ordered before.
    package var hasOrdered = false
    /// Why no tax is charged, if none is.
    package var exemption: TaxExemption?

    /// Somebody who has never ordered and pays tax.
    package init() {}
}

/// An amount that is added to a cart (shipping, tax) or taken off it (discount), with its reason for people.
package struct Charge: Hashable, Sendable {
    /// How much, never negative.
    package let amount: Money
    /// Why: `Standard shipping`, `Sales tax, 8.25 %`.
    package let reason: String

    /// A charge of `amount` for `reason`.
    package init(_ amount: Money, reason: String) {
        self.amount = amount
        self.reason = reason
    }
}

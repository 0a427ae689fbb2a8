extension Totals {
    /// One step of the way to the total.
    package struct Step: Hashable, Sendable {
        /// Which part of the totals a step belongs to.
        package enum Part: Hashable, Sendable {
            /// The goods.
            case subtotal
            /// Taken off the goods.
            case discount
            /// Bringing them.
            case shipping
            /// On top for the state.
            case tax
            /// What is to be paid.
            case total
        }

        /// The part that the step belongs to.
        package let part: Part
        /// Its amount, never negative; a discount's is taken off.
        package let amount: Money
        /// Its reason, for people.
        package let reason: String

        init(_ part: Part, _ amount: Money, reason: String) {
            self.part = part
            self.amount = amount
            self.reason = reason
        }
    }
}

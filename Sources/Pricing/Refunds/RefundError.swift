/// Why something cannot be given back.
package enum RefundError: Error, Equatable {
    /// Nothing is asked for.
    case nothing
    /// The order has no such line.
    case unknownLine(PricingID<CartLine>)
    /// No quantity to give back.
    case quantity(Int)
    /// More pieces than are left of the line.
    case tooMany(PricingID<CartLine>, left: Int)
    /// More than is left of the shipping, or less than nothing.
    case shipping(left: Money)
}

extension RefundError: CustomStringConvertible {
    /// A sentence that says what to do.
    package var description: String {
        switch self {
        case .nothing: "Nothing is to be refunded; choose pieces or an amount of the shipping."
        case .unknownLine(let line): "The order has no line \(line); choose one of its lines."
        case .quantity(let quantity): "\(quantity) pieces cannot be refunded; choose one or more."
        case .tooMany(_, let left): "Only \(left) of these pieces are not refunded yet; choose at most as many."
        case .shipping(let left): "\(left.formatted()) of the shipping is not refunded yet; choose at most that."
        }
    }
}

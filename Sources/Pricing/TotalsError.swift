/// Why a cart cannot be priced.
package enum TotalsError: Error, Equatable {
    /// A line's quantity is below one or absurdly large.
    case quantity(Int)
    /// A price or charge is below zero.
    case negative(Money)
    /// The discounts are larger than the goods.
    case discountExceedsSubtotal(discount: Money, subtotal: Money)
    /// The sum cannot be calculated or stored.
    case money(MoneyError)

    /// Runs a calculation and gives its failure as one of totals.
    static func rethrowing<T>(_ calculate: () throws(MoneyError) -> T) throws(TotalsError) -> T {
        do {
            return try calculate()
        } catch {
            throw .money(error)
        }
    }
}

extension TotalsError: CustomStringConvertible {
    /// A sentence that says what to do.
    package var description: String {
        switch self {
        case .quantity(let quantity):
            "\(quantity) pieces cannot be ordered; choose between 1 and \(CartLine.maximumQuantity)."
        case .negative(let amount):
            "\(amount.formatted()) is below zero; prices and charges start at zero."
        case .discountExceedsSubtotal(let discount, let subtotal):
            "A discount of \(discount.formatted()) is more than the goods cost (\(subtotal.formatted())); lower it."
        case .money(let error):
            error.description
        }
    }
}

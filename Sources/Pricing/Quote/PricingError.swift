/// Why a cart cannot be priced.
package enum PricingError: Error, Equatable {
    /// A line's quantity is below one or absurdly large.
    case quantity(Int)
    /// A price, fee or balance is below zero.
    case negative(Money)
    /// A piece weighs less than nothing or more than a thousand tonnes.
    case weight(grams: Int)
    /// A share below zero or above ten times the amount.
    case rate(millionths: Int)
    /// The text is not a percentage such as `9.975`.
    case unreadableRate(String)
    /// Degrees that are not on the globe.
    case coordinate(latitude: Double, longitude: Double)
    /// Two lines with one id.
    case repeatedLine(PricingID<CartLine>)
    /// More lines than can be priced at once.
    case tooManyLines(Int)
    /// More than three taxes on taxes.
    case tooManyCompoundTaxes
    /// The sum cannot be calculated or stored.
    case money(MoneyError)

    /// Runs a calculation and gives its failure as one of pricing.
    static func rethrowing<T>(_ calculate: () throws(MoneyError) -> T) throws(PricingError) -> T {
        do {
            return try calculate()
        } catch {
            throw .money(error)
        }
    }
}

extension PricingError: CustomStringConvertible {
    /// A sentence that says what to do.
    package var description: String {
        switch self {
        case .quantity(let quantity):
            "\(quantity) pieces cannot be ordered; choose between 1 and \(CartLine.maximumQuantity)."
        case .negative(let amount):
            "\(amount.formatted()) is below zero; prices and charges start at zero."
        case .weight(let grams):
            "A piece cannot weigh \(grams) g; give its weight between 0 and 1,000,000,000 g."
        case .rate(let millionths):
            "\(millionths) millionths are no rate; give a percentage between 0 and 1,000."
        case .unreadableRate(let text):
            "“\(text)” is no percentage; write digits with at most four decimals, such as 9.975."
        case .coordinate(let latitude, let longitude):
            "\(latitude), \(longitude) is no place; latitudes go from -90 to 90 and longitudes from -180 to 180."
        case .repeatedLine(let id):
            "The line \(id) is in the cart twice; add its quantities."
        case .tooManyLines(let count):
            "\(count) lines are too many for one order; order in parts of at most \(PricingRequest.lineLimit)."
        case .tooManyCompoundTaxes:
            "More than three taxes are charged on other taxes; join some of them into one rate."
        case .money(let error):
            error.description
        }
    }
}

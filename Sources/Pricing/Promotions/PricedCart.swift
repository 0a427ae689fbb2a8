/// A cart's lines in the order of their ids, whatever their order in the cart, with what each costs before discounts.
struct PricedCart {
    /// The lines by their ids.
    let lines: [CartLine]
    /// Where each of them stands in the cart.
    let positions: [Int]
    /// What one piece of each line costs at its quantity.
    let prices: [MinorUnits]
    /// What each line costs.
    let subtotals: [MinorUnits]
    /// What all cost.
    let subtotal: MinorUnits
    /// The currency of every amount.
    let currency: Currency

    /// Prices the lines of a checked request; throws when together they are beyond counting.
    init(_ cart: [CartLine], in currency: Currency) throws(PricingError) {
        let positions = cart.indices.sorted { cart[$0].id < cart[$1].id }
        self.positions = positions
        lines = positions.map { cart[$0] }
        prices = lines.map(\.price.minorUnits)
        // A price below the limit times a quantity below ten thousand stays below 63 bits.
        subtotals = zip(prices, lines).map { $0 * $1.quantity }
        subtotal = try subtotals.total()
        self.currency = currency
    }

    /// Where the lines stand that a promotion may make cheaper.
    func eligible(_ selection: LineSelection) -> [Int] {
        lines.indices.filter { lines[$0].isDiscountable && selection.contains(lines[$0]) }
    }

    /// What the selected lines cost, and how many pieces they are.
    func measure(_ selection: LineSelection) -> (spend: MinorUnits, quantity: Int) {
        var (spend, quantity) = (0, 0)
        for (position, line) in lines.enumerated() where selection.contains(line) {
            spend += subtotals[position]
            quantity += line.quantity
        }
        return (spend, quantity)
    }

    /// What the goods that have to be brought weigh.
    var grams: Int {
        lines.reduce(0) { $1.requiresShipping ? $0 + $1.grams * $1.quantity : $0 }
    }

    /// Whether anything has to be brought.
    var requiresShipping: Bool { lines.contains(where: \.requiresShipping) }

    /// An amount in the cart's currency.
    func money(_ amount: MinorUnits) -> Money { Money(minorUnits: amount, currency) }
}

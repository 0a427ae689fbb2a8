/// A cart's lines in the order of their ids, whatever their order in the cart, with what each costs before discounts.
struct PricedCart {
    let lines: [CartLine]
    /// What one piece of each line costs at its quantity.
    let prices: [MinorUnits]
    /// What each line costs.
    let subtotals: [MinorUnits]
    /// What all cost.
    let subtotal: MinorUnits
    let currency: Currency

    init(_ cart: [CartLine], in currency: Currency) throws(PricingError) {
        lines = cart.sorted { $0.id < $1.id }
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

    var requiresShipping: Bool { lines.contains(where: \.requiresShipping) }

    func money(_ amount: MinorUnits) -> Money { Money(minorUnits: amount, currency) }
}

/// Buy some pieces, get others cheaper: buy 2 get 1 free, the second at half its price, a cap with every shirt.
///
/// A piece counts once, either as bought or as got. The cheapest pieces are got, the dearest are bought, and the deal
/// is done as often as whole deals fit into the cart.
package struct BuyGet: Hashable, Sendable, Codable {
    /// How many pieces have to be bought for one deal.
    package let bought: Int
    /// Of what.
    package let buys: LineSelection
    /// How many pieces become cheaper by one deal.
    package let got: Int
    /// Of what.
    package let gets: LineSelection
    /// By how much.
    package let reduction: Rate
    /// The most deals of one order; nil is any number.
    package let limit: Int?

    /// Buy `bought` pieces, get `got` at `reduction` less; throws for quantities out of reason.
    package init(
        buy bought: Int,
        of buys: LineSelection = .all,
        get got: Int,
        from gets: LineSelection = .all,
        at reduction: Rate = .whole,
        limit: Int? = nil
    ) throws(PricingError) {
        for quantity in [bought, got, limit ?? 1] where !(1...CartLine.maximumQuantity).contains(quantity) {
            throw .quantity(quantity)
        }
        self.bought = bought
        self.buys = buys
        self.got = got
        self.gets = gets
        self.reduction = min(reduction, .whole)
        self.limit = limit
    }

    /// Reads a deal; refuses what `init(buy:of:get:from:at:limit:)` refuses.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            buy: fields.decode(Int.self, forKey: .bought),
            of: fields.decode(LineSelection.self, forKey: .buys),
            get: fields.decode(Int.self, forKey: .got),
            from: fields.decode(LineSelection.self, forKey: .gets),
            at: fields.decode(Rate.self, forKey: .reduction),
            limit: fields.decodeIfPresent(Int.self, forKey: .limit)
        )
    }

    private enum CodingKeys: String, CodingKey {
        case bought, buys, got, gets, reduction, limit
    }
}

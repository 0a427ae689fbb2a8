/// How often a deal fits into a cart, and which pieces it takes.
struct DealCount {
    /// Some pieces of a line.
    typealias Pieces = (line: Int, pieces: Int)

    private let offer: BuyGet
    private let cart: PricedCart
    /// How many pieces of each line are free for a deal.
    private let free: [Int]
    private let isBuy: [Bool]
    private let isGet: [Bool]
    private let buys: Int
    private let gets: Int
    private let either: Int

    /// Counts the pieces that are free for the deal; `claimed` are those that other deals took, by line.
    init(_ offer: BuyGet, _ cart: PricedCart, claimed: [Int]) {
        self.offer = offer
        self.cart = cart
        let lines = cart.lines
        isBuy = lines.map { $0.isDiscountable && offer.buys.contains($0) }
        isGet = lines.map { $0.isDiscountable && offer.gets.contains($0) }
        free = zip(lines, claimed).map { $0.quantity - $1 }
        var (buys, gets, either) = (0, 0, 0)
        for (position, pieces) in free.enumerated() {
            if isBuy[position] { buys += pieces }
            if isGet[position] { gets += pieces }
            if isBuy[position] || isGet[position] { either += pieces }
        }
        (self.buys, self.gets, self.either) = (buys, gets, either)
    }

    /// As often as there are pieces to buy, pieces to get, and enough of both together, since no piece counts twice.
    /// By Hall's theorem nothing else can stand in the way.
    var count: Int {
        min(
            buys / offer.bought, gets / offer.got, either / (offer.bought + offer.got), offer.limit ?? .max
        )
    }

    /// Why no deal fits.
    var refusal: PromotionRefusal.Reason {
        guard isBuy.contains(true) || isGet.contains(true) else { return .nothingEligible }
        let apart = max(0, offer.bought - buys) + max(0, offer.got - gets)
        return .quantityNotReached(missing: max(apart, offer.bought + offer.got - either))
    }

    /// The pieces that are got, the cheapest there are, and those that are bought, the dearest there are. Of pieces that
    /// could be either, only as many are got as leave enough to be bought.
    func allocate() -> (got: [Pieces], bought: [Pieces]) {
        let byPrice = cart.lines.indices.sorted { (cart.prices[$0], $0) < (cart.prices[$1], $1) }
        var left = free
        var (wanted, spare) = (count * offer.got, buys - count * offer.bought)
        var got: [Pieces] = []
        for line in byPrice where isGet[line] && wanted > 0 {
            let pieces = min(left[line], wanted, isBuy[line] ? spare : .max)
            guard pieces > 0 else { continue }
            got.append((line, pieces))
            left[line] -= pieces
            wanted -= pieces
            if isBuy[line] { spare -= pieces }
        }
        wanted = count * offer.bought
        var bought: [Pieces] = []
        for line in byPrice.reversed() where isBuy[line] && wanted > 0 {
            let pieces = min(left[line], wanted)
            guard pieces > 0 else { continue }
            bought.append((line, pieces))
            wanted -= pieces
        }
        return (got, bought)
    }
}

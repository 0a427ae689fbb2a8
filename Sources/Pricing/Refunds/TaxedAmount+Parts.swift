extension TaxedAmount {
    /// What falls on some pieces of a quantity, those from `first` up to `end`. Each part of the amount is cut by itself
    /// and rounded down up to the last piece, which gets what is left; so all pieces together are the whole, in whatever
    /// steps they are taken.
    func pieces(from first: Int, to end: Int, of quantity: Int) -> TaxedAmount {
        func cut(_ whole: Money) -> Money {
            whole.with(
                Amounts.part(whole.minorUnits, end, of: quantity) - Amounts.part(whole.minorUnits, first, of: quantity)
            )
        }
        return TaxedAmount(
            treatment, net: cut(net), charges.map { Charge(tax: $0.tax, amount: cut($0.amount)) }, relief: cut(relief)
        )
    }

    /// `share` of what is left of this amount after earlier parts of it, in proportion to net and taxes.
    func part(_ share: MinorUnits, after earlier: [TaxedAmount]) -> TaxedAmount {
        let left = remainder(after: earlier)
        let shares = Amounts.apportion(share, over: [left.net.minorUnits] + left.charges.map(\.amount.minorUnits))
        let relief = left.gross.minorUnits == share ? left.relief.minorUnits : 0
        return TaxedAmount(
            treatment,
            net: net.with(shares[0]),
            zip(charges, shares.dropFirst()).map { Charge(tax: $0.tax, amount: net.with($1)) },
            relief: net.with(relief)
        )
    }

    /// What is left after earlier parts.
    func remainder(after earlier: [TaxedAmount]) -> TaxedAmount {
        func left(_ amount: (TaxedAmount) -> Money?) -> Money {
            net.with((amount(self)?.minorUnits ?? 0) - earlier.reduce(0) { $0 + (amount($1)?.minorUnits ?? 0) })
        }
        return TaxedAmount(
            treatment,
            net: left(\.net),
            charges.enumerated().map { place, charge in
                Charge(tax: charge.tax, amount: left { $0.charges.count > place ? $0.charges[place].amount : nil })
            },
            relief: left(\.relief)
        )
    }

    private init(_ treatment: TaxTreatment, net: Money, _ charges: [Charge], relief: Money) {
        self.init(
            treatment: treatment,
            net: net,
            charges: charges,
            gross: net.with(charges.reduce(net.minorUnits) { $0 + $1.amount.minorUnits }),
            relief: relief
        )
    }
}

extension Amounts {
    /// `amount × pieces ÷ quantity`, rounded down.
    static func part(_ amount: MinorUnits, _ pieces: Int, of quantity: Int) -> MinorUnits {
        MinorUnits(Int128(amount) * Int128(pieces) / Int128(quantity))
    }
}

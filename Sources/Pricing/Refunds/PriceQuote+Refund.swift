extension PriceQuote {
    /// What is to be given back for pieces and shipping of an order that was paid as quoted, after earlier refunds of
    /// it. Throws for more than is left.
    package func refund(
        _ request: RefundRequest, after earlier: [RefundQuote] = []
    ) throws(RefundError) -> RefundQuote {
        guard !request.lines.isEmpty || !(request.shipping?.isZero ?? true) else { throw .nothing }
        let lines = try refundLines(request.lines, after: earlier)
        let shipping = try refundShipping(request.shipping, after: earlier)
        let total = (lines.map(\.taxed) + shipping).reduce(0) { $0 + $1.gross.minorUnits }
        let split = RefundSplit(total, of: self, after: earlier, request.order)
        return RefundQuote(
            lines: lines,
            shipping: shipping,
            total: due.with(total),
            giftCards: split.giftCards,
            payment: due.with(split.payment)
        )
    }

    private func refundLines(
        _ lines: [RefundRequest.Line], after earlier: [RefundQuote]
    ) throws(RefundError) -> [RefundQuote.Line] {
        var taken: [PricingID<CartLine>: Int] = [:]
        for line in earlier.flatMap(\.lines) {
            taken[line.line, default: 0] += line.quantity
        }
        var refunds: [RefundQuote.Line] = []
        for line in lines {
            let first = taken[line.line, default: 0]
            refunds.append(try refundLine(line, from: first))
            taken[line.line] = first + line.quantity
        }
        return refunds
    }

    private func refundLine(_ wanted: RefundRequest.Line, from first: Int) throws(RefundError) -> RefundQuote.Line {
        guard let line = lines.first(where: { $0.id == wanted.line }) else { throw .unknownLine(wanted.line) }
        guard wanted.quantity > 0 else { throw .quantity(wanted.quantity) }
        let left = line.quantity - first
        guard wanted.quantity <= left else { throw .tooMany(line.id, left: left) }
        let end = first + wanted.quantity
        let discount = line.discount.minorUnits
        return RefundQuote.Line(
            line: line.id,
            quantity: wanted.quantity,
            discount: due.with(
                Amounts.part(discount, end, of: line.quantity) - Amounts.part(discount, first, of: line.quantity)
            ),
            taxed: line.taxed.pieces(from: first, to: end, of: line.quantity)
        )
    }

    private func refundShipping(
        _ wanted: Money?, after earlier: [RefundQuote]
    ) throws(RefundError) -> [TaxedAmount] {
        guard let wanted, !wanted.isZero else { return [] }
        let before = shipping.taxed.indices.map { part in
            earlier.compactMap { $0.shipping.isEmpty ? nil : $0.shipping[part] }
        }
        let left = zip(shipping.taxed, before).map { $0.remainder(after: $1).gross.minorUnits }
        let whole = left.reduce(0, +)
        guard wanted.currency == currency, (1...max(1, whole)).contains(wanted.minorUnits), whole > 0 else {
            throw .shipping(left: due.with(whole))
        }
        let shares = Amounts.apportion(wanted.minorUnits, over: left)
        return shipping.taxed.indices.map { shipping.taxed[$0].part(shares[$0], after: before[$0]) }
    }
}

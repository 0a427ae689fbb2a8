import Commerce
import HTTPSupport
import Pricing

extension CheckoutNew.Model {
    init(_ checkout: Checkout, _ input: CheckoutInput, token: String, _ context: ShopRequestContext) {
        var input = input
        let totals = checkout.quote.totals
        input.totalSeen = String(totals.total.minorUnits)
        self.init(
            input: input,
            summary: OrderSummary(checkout, context.shop),
            formToken: token,
            paysByCard: checkout.terms.offered.contains(.card)
        )
    }
}

extension OrderSummary {
    init(_ checkout: Checkout, _ shop: Shop) {
        let wording = StorefrontWording(shop.language)
        let totals = checkout.quote.totals
        let lines = zip(checkout.items, totals.lines).map { item, total in
            Line(
                title: item.name,
                variant: item.variantTitle ?? "",
                quantity: item.quantity,
                total: shop.format(total),
                picture: item.image.map { Picture(address: $0, description: "") }
            )
        }
        var sums = [Sum(label: wording.subtotal, amount: shop.format(totals.subtotal))]
        sums += checkout.quote.discounts(shop)
        sums += [
            Sum(label: wording.shipping, amount: totals.shipping.isZero ? wording.free : shop.format(totals.shipping))
        ]
        if !totals.tax.isZero { sums.append(Sum(label: wording.tax, amount: shop.format(totals.tax))) }
        if !checkout.quote.includedTax.isZero {
            sums.append(Sum(label: wording.includedTax, amount: shop.format(checkout.quote.includedTax)))
        }
        self.init(lines: lines, sums: sums, total: shop.format(totals.total))
        remarks = checkout.quote.refusedCodes.map { wording.sentence($0, shop) }
    }
}

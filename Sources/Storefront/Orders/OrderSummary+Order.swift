import Commerce
import HTTPSupport
import Pricing

extension OrderSummary {
    init(_ page: OrderPage, _ shop: Shop) {
        let wording = StorefrontWording(shop.language)
        let order = page.order
        let lines = page.lines.map { line in
            Line(
                title: line.name,
                variant: line.variantTitle ?? "",
                quantity: line.quantity,
                total: shop.format(line.total),
                picture: line.image.map { Picture(address: $0, description: "") }
            )
        }
        var sums = [Sum(label: wording.subtotal, amount: shop.format(order.subtotal))]
        if !order.discount.isZero {
            sums.append(Sum(label: wording.discount, amount: "−" + shop.format(order.discount)))
        }
        sums.append(
            Sum(label: wording.shipping, amount: order.shipping.isZero ? wording.free : shop.format(order.shipping))
        )
        if !order.tax.isZero { sums.append(Sum(label: wording.tax, amount: shop.format(order.tax))) }
        self.init(lines: lines, sums: sums, total: shop.format(order.total))
    }
}

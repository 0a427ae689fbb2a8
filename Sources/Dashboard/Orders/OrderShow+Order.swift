import Commerce
import Foundation
import HTTPSupport
import Pricing

extension OrderShow.Model {
    init(_ page: OrderPage, _ store: Store) {
        let order = page.order
        let shop = Shop(store)
        let path = DashboardChrome.StoreLink(store).path("/orders")
        self.init(
            number: order.number,
            placed: StoreDates.long(order.placedAt, in: shop),
            payment: Badge(order.paymentStatus),
            fulfilment: Badge(order.status, order.fulfillmentStatus),
            listPath: path,
            lines: page.lines.map { OrderShow.Line($0, shop) },
            sums: OrderShow.Sum.sums(order, shop),
            total: shop.format(order.total),
            customer: order.shippingAddress?.name ?? order.email,
            email: order.email,
            phone: order.shippingAddress?.phone,
            addressLines: order.shippingAddress.map(OrderShow.addressLines) ?? [],
            note: order.customerNotes,
            paymentFacts: OrderShow.Sum.payment(order, shop),
            timeline: page.timeline.reversed().map { OrderShow.Event($0, shop) },
            actions: OrderShow.Action.allCases.filter { $0.isOffered(for: order) },
            actionPath: "\(path)/\(order.id)/events",
            historyPath: DashboardChrome.StoreLink(store).path("/audit?record=\(order.id)")
        )
    }
}

extension OrderShow {
    static func addressLines(_ address: Address) -> [String] {
        let place = [address.postalCode, address.city].compactMap { $0 }.joined(separator: " ")
        let country = Locale(identifier: "en-GB").localizedString(forRegionCode: address.country) ?? address.country
        return [address.name, address.line1, address.line2, place, address.region, country].compactMap { $0 }
            .filter { !$0.isEmpty }
    }
}

extension OrderShow.Line {
    init(_ line: OrderLine, _ shop: Shop) {
        self.init(
            title: line.name,
            detail: [line.variantTitle, line.sku].compactMap { $0 }.joined(separator: " · "),
            quantity: line.quantity,
            unitPrice: shop.format(line.unitPrice),
            total: shop.format(line.total),
            picture: line.image
        )
    }
}

extension OrderShow.Sum {
    static func sums(_ order: Order, _ shop: Shop) -> [OrderShow.Sum] {
        var sums = [OrderShow.Sum(label: "Subtotal", amount: shop.format(order.subtotal))]
        if !order.discount.isZero {
            sums.append(OrderShow.Sum(label: "Discount", amount: "−" + shop.format(order.discount)))
        }
        sums.append(OrderShow.Sum(label: order.shippingMethod ?? "Shipping", amount: shop.format(order.shipping)))
        sums.append(OrderShow.Sum(label: "Tax", amount: shop.format(order.tax)))
        return sums
    }

    static func payment(_ order: Order, _ shop: Shop) -> [OrderShow.Sum] {
        let method = order.payment == .card ? "Card, through Stripe" : "By hand"
        let paid = order.paidAt.map { OrderShow.Sum(label: "Paid", amount: StoreDates.short($0, in: shop)) }
        return [OrderShow.Sum(label: "Method", amount: method), paid].compactMap { $0 }
    }
}

extension OrderShow.Event {
    init(_ entry: TimelineEntry, _ shop: Shop) {
        self.init(time: StoreDates.short(entry.at, in: shop), sentence: Self.sentence(entry))
    }

    private static func sentence(_ entry: TimelineEntry) -> String {
        switch entry.kind {
        case "placed": "The order was placed."
        case "paid": "The money came in."
        case "accepted": "The order was accepted."
        case "shipped": "The order was shipped."
        case "delivered": "The order was delivered."
        case "cancelled": "The order was cancelled."
        case "payment_failed": "A payment was tried and failed."
        case "payment_amount_differs": "Stripe reports another amount than the order's. Please look at it there."
        case "paid_after_cancellation": "Money came in after the order was cancelled. Please give it back."
        case "stock_missing": "The money came in when the goods were gone. Deliver later, or give the money back."
        default: entry.message ?? entry.kind
        }
    }
}

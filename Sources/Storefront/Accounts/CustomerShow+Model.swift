import Commerce
import HTTPSupport

extension CustomerShow {
    /// What a customer's own page shows.
    struct Model: Sendable {
        let name: String
        let email: String
        let orders: [OrderRow]
        let nextPath: String?
        let input: CustomerInput
        var problems: [CustomerInput.Field: FieldProblem] = [:]
        /// When and where the customer said yes or no to letters about offers.
        let consent: String?
        var formToken = ""
        var notice: Notice?
    }

    struct OrderRow: Sendable {
        let number: String
        let placed: String
        let state: String
        let isGood: Bool
        let total: String
        let path: String
    }
}

extension CustomerShow.Model {
    init(_ customer: Customer, _ found: [Order], input: CustomerInput?, _ context: ShopRequestContext) {
        let orders = found.prefix(Order.customerPageSize)
        let next = found.count > orders.count ? orders.last.map { OrderCursor(placedAt: $0.placedAt, id: $0.id) } : nil
        let wording = StorefrontWording(context.shop.language)
        self.init(
            name: customer.details.firstName ?? customer.details.name,
            email: customer.email,
            orders: orders.map { CustomerShow.OrderRow($0, context) },
            nextPath: next.map { context.path("/account?after=\($0)") },
            input: input ?? CustomerInput(customer.details),
            problems: input?.problems ?? [:],
            consent: customer.marketingChangedAt.map { date in
                wording.consent(
                    customer.details.acceptsMarketing, on: ShopDates.day(date, in: context.shop),
                    at: customer.marketingSource)
            }
        )
    }
}

extension CustomerShow.OrderRow {
    init(_ order: Order, _ context: ShopRequestContext) {
        let wording = StorefrontWording(context.shop.language)
        self.init(
            number: order.number,
            placed: ShopDates.day(order.placedAt, in: context.shop),
            state: wording.state(order),
            isGood: order.paymentStatus == .paid && order.status != .cancelled,
            total: context.shop.format(order.total),
            path: context.path("/orders/\(order.token.rawValue)")
        )
    }
}

extension StorefrontWording {
    /// How an order stands, in one word.
    func state(_ order: Order) -> String {
        switch order.status {
        case .cancelled: cancelled
        case .delivered: stepDelivered
        case .shipped: stepShipped
        default: title(order.paymentStatus)
        }
    }
}

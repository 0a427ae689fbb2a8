import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Pricing

/// The page of a placed order, for whoever holds its address.
struct OrderStatusShow: Sendable {
    let storefront: Storefront

    @Sendable func show(_ request: Request, context: ShopRequestContext) async throws -> HTMLPage {
        guard let token = context.orderToken else { throw RequestProblem.notFound }
        let (chrome, found) = try await storefront.read(context) { db in
            try await ShowOrderStatus.run(token, in: context.shop.id, on: db)
        }
        guard let found else { throw RequestProblem.notFound }
        return HTMLPage(Model(found, context).view(chrome))
    }
}

extension OrderStatusShow.Model {
    init(_ page: OrderPage, _ context: ShopRequestContext) {
        let order = page.order
        let wording = StorefrontWording(context.shop.language)
        self.init(
            number: order.number,
            placed: ShopDates.day(order.placedAt, in: context.shop),
            payment: OrderStatusShow.Payment(order, context),
            steps: OrderStatusShow.Step.steps(order, wording),
            isCancelled: order.status == .cancelled,
            addressLines: order.shippingAddress.map { AddressLines.lines($0, context.shop.language) } ?? [],
            email: order.email,
            summary: OrderSummary(page, context.shop)
        )
    }
}

extension OrderStatusShow.Payment {
    init(_ order: Order, _ context: ShopRequestContext) {
        let wording = StorefrontWording(context.shop.language)
        let isOpen = order.paymentStatus == .pending || order.paymentStatus == .failed
        let isWaiting = isOpen && order.status != .cancelled
        let byCard = isWaiting && order.payment == .card
        self.init(
            title: order.status == .cancelled ? wording.cancelled : wording.title(order.paymentStatus),
            isPaid: order.paymentStatus == .paid,
            instructions: isWaiting && order.payment == .manual ? wording.manualInstructions : nil,
            payPath: byCard ? context.path("/orders/\(order.token.rawValue)/payment") : nil
        )
    }
}

extension OrderStatusShow.Step {
    static func steps(_ order: Order, _ wording: StorefrontWording) -> [OrderStatusShow.Step] {
        let isShipped = order.fulfillmentStatus == .fulfilled || [.shipped, .delivered].contains(order.status)
        return [
            OrderStatusShow.Step(title: wording.stepPlaced, isDone: true),
            OrderStatusShow.Step(title: wording.stepPaid, isDone: order.paymentStatus == .paid),
            OrderStatusShow.Step(title: wording.stepShipped, isDone: isShipped),
            OrderStatusShow.Step(title: wording.stepDelivered, isDone: order.status == .delivered),
        ]
    }
}

extension StorefrontWording {
    func title(_ status: PaymentStatus) -> String {
        switch status {
        case .paid: paymentReceived
        case .authorized: paymentProcessing
        case .failed: paymentFailed
        case .refunded, .partiallyRefunded: refunded
        case .voided: cancelled
        default: paymentDue
        }
    }
}

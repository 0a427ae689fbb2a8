import Commerce
import Foundation

/// Stripe's subscription object, as far as we read it.
struct StripeSubscription: Decodable {
    let id: String
    let customer: StripeReference
    let status: String
    let created: TimeInterval
    let cancelAtPeriodEnd: Bool?
    let currentPeriodStart: TimeInterval?
    let currentPeriodEnd: TimeInterval?
    let items: StripeList<Item>?
    let latestInvoice: StripeReference?
    let metadata: [String: String]?

    struct Item: Decodable {
        let id: String
        let price: StripeReference?
        /// What a price was called before it was called so.
        let plan: StripeReference?
        let currentPeriodStart: TimeInterval?
        let currentPeriodEnd: TimeInterval?

        enum CodingKeys: String, CodingKey {
            case id, price, plan
            case currentPeriodStart = "current_period_start"
            case currentPeriodEnd = "current_period_end"
        }
    }

    enum CodingKeys: String, CodingKey {
        case id, customer, status, created, items, metadata
        case cancelAtPeriodEnd = "cancel_at_period_end"
        case currentPeriodStart = "current_period_start"
        case currentPeriodEnd = "current_period_end"
        case latestInvoice = "latest_invoice"
    }

    var domain: BillingSubscription {
        let item = items?.data.first
        return BillingSubscription(
            id: id,
            customer: BillingCustomer(id: customer.id),
            status: status,
            createdAt: Date(timeIntervalSince1970: created),
            item: item?.id,
            price: (item?.price ?? item?.plan)?.id,
            period: period(item),
            cancelAtPeriodEnd: cancelAtPeriodEnd ?? false,
            latestInvoice: latestInvoice?.id,
            owner: metadata?["owner_id"].flatMap(ID<User>.init),
            namedPlan: metadata?["plan"]
        )
    }

    /// Since 2025 a period is the item's, before it was the subscription's
    /// (https://docs.stripe.com/changelog/basil/2025-03-31/deprecate-subscription-current-period-start-and-end).
    private func period(_ item: Item?) -> DateInterval? {
        guard let start = item?.currentPeriodStart ?? currentPeriodStart,
            let end = item?.currentPeriodEnd ?? currentPeriodEnd, end >= start
        else { return nil }
        return DateInterval(start: Date(timeIntervalSince1970: start), end: Date(timeIntervalSince1970: end))
    }
}

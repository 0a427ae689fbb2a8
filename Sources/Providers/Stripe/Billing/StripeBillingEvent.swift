import Commerce
import Foundation

/// Stripe's event object, as far as billing reads it.
struct StripeBillingEvent: Decodable {
    let id: String
    let type: String
    let created: TimeInterval
    let account: String?
    let data: Content

    struct Content: Decodable {
        let object: Subject
    }

    /// The object that the event is about.
    struct Subject: Decodable {
        let subject: BillingEvent.Subject

        private enum CodingKeys: CodingKey {
            case object
        }

        init(from decoder: any Decoder) throws {
            let kind = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .object)
            subject =
                switch kind {
                case "subscription": .subscription(try StripeSubscription(from: decoder).domain)
                case "checkout.session": .mention(try StripeCheckout(from: decoder))
                case "invoice": .mention(try StripeInvoiceMention(from: decoder))
                default: .nothingOfOurs
                }
        }
    }

    static func decode(_ body: Data) throws(WebhookError) -> BillingEvent {
        guard let event = try? JSONDecoder().decode(StripeBillingEvent.self, from: body) else { throw .unreadable }
        return BillingEvent(
            id: event.id,
            type: event.type,
            occurredAt: Date(timeIntervalSince1970: event.created),
            account: event.account,
            subject: event.data.object.subject
        )
    }
}

/// Which subscription an invoice is of: said in the invoice, and since 2025 in its parent
/// (https://docs.stripe.com/changelog/basil/2025-03-31/adds-new-parent-field-to-invoicing-objects).
private struct StripeInvoiceMention: Decodable {
    let customer: StripeReference?
    let subscription: StripeReference?
    let parent: Parent?

    struct Parent: Decodable {
        let details: Details?

        enum CodingKeys: String, CodingKey {
            case details = "subscription_details"
        }
    }

    struct Details: Decodable {
        let subscription: StripeReference?
    }
}

extension BillingEvent.Subject {
    fileprivate static func mention(_ checkout: StripeCheckout) -> Self {
        let outcome = checkout.outcome
        return .mention(subscription: outcome.subscription, customer: outcome.customer, owner: outcome.owner)
    }

    fileprivate static func mention(_ invoice: StripeInvoiceMention) -> Self {
        let subscription = invoice.subscription ?? invoice.parent?.details?.subscription
        return .mention(
            subscription: subscription?.id,
            customer: invoice.customer.map { BillingCustomer(id: $0.id) },
            owner: nil
        )
    }
}

import Foundation
import Postgres

/// A subscription of the provider's, and from when our knowledge of it is.
struct SeenSubscription: Sendable {
    let subscription: BillingSubscription
    let source: Source

    enum Source: Sendable {
        /// The answer to a question that took this number before it was asked. Whoever took a later number asked later.
        case answer(ticket: Int, about: BillingEvent?)
        /// A report, where there is nobody to ask.
        case report(BillingEvent)
    }

    /// Writes it down unless something later is written already.
    func upsert(of owner: ID<User>, plan: Plan.Kind) -> SQL {
        """
        INSERT INTO store_owner_subscriptions AS s (store_owner_id, stripe_customer_id, stripe_subscription_id, plan_type,
            status, provider_status, current_period_start, current_period_end, cancel_at_period_end,
            provider_created_at, latest_invoice_id, provider_as_of, provider_rank, provider_event_id, provider_ticket)
        VALUES (\(owner), \(subscription.customer.id), \(subscription.id), \(plan.rawValue),
            'other', \(subscription.status), \(subscription.period?.start), \(subscription.period?.end),
            \(subscription.cancelAtPeriodEnd), \(subscription.createdAt), \(subscription.latestInvoice),
            \(asOf), \(rank), \(eventID), \(ticket))
        ON CONFLICT (stripe_subscription_id) WHERE stripe_subscription_id IS NOT NULL DO UPDATE
        SET stripe_customer_id = EXCLUDED.stripe_customer_id, plan_type = EXCLUDED.plan_type,
            provider_status = EXCLUDED.provider_status,
            current_period_start = EXCLUDED.current_period_start, current_period_end = EXCLUDED.current_period_end,
            cancel_at_period_end = EXCLUDED.cancel_at_period_end,
            provider_created_at = EXCLUDED.provider_created_at, latest_invoice_id = EXCLUDED.latest_invoice_id,
            provider_as_of = GREATEST(s.provider_as_of, EXCLUDED.provider_as_of),
            provider_rank = EXCLUDED.provider_rank, provider_event_id = EXCLUDED.provider_event_id,
            provider_ticket = GREATEST(s.provider_ticket, EXCLUDED.provider_ticket)
        WHERE \(isLater)
        """
    }

    private var isLater: SQL {
        switch source {
        case .answer: "s.provider_ticket < EXCLUDED.provider_ticket"
        case .report:
            """
            (COALESCE(s.provider_as_of, '-infinity'), s.provider_rank, s.provider_event_id)
                < (EXCLUDED.provider_as_of, EXCLUDED.provider_rank, EXCLUDED.provider_event_id)
            """
        }
    }

    private var event: BillingEvent? {
        switch source {
        case .answer(_, let event): event
        case .report(let event): event
        }
    }

    private var asOf: Date? { event?.occurredAt }

    /// An answer is from after all reports of the second in which it was asked for.
    private var rank: Int16 {
        guard case .report(let event) = source else { return 99 }
        return Int16(event.rank)
    }

    private var eventID: String { event?.id ?? "" }

    private var ticket: Int {
        guard case .answer(let ticket, _) = source else { return 0 }
        return ticket
    }

    static let takeTicket: SQL = "SELECT nextval('app.billing_tickets') AS ticket"
}

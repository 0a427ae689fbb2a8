package import Foundation
package import Postgres

/// An owner's plan as we keep it. The owner's tier, the stores' status and what may be written follow from this row.
package struct Subscription: Hashable, Sendable {
    package let id: ID<Subscription>
    package let plan: Plan.Kind
    package let status: Status
    /// The provider's name for it; nil for a trial, and for a plan that was given by hand.
    package let providerID: String?
    package let providerCreatedAt: Date?
    package let customer: String?
    package let periodEnd: Date?
    package let cancelAtPeriodEnd: Bool
    package let latestInvoice: String?
    package let pastDueSince: Date?
    package let closedAt: Date?

    package enum Status: String, Hashable, Sendable {
        case active, canceled, unpaid, trialing, incomplete, paused, other
        case pastDue = "past_due"
        case incompleteExpired = "incomplete_expired"
    }

    /// The trial that every owner begins with.
    package var isTrial: Bool { providerID == nil && plan == .trial }

    package var isInForce: Bool { status == .active || status == .trialing }

    package var isOwed: Bool { status == .pastDue || status == .unpaid }
}

extension Subscription: PostgresRow {
    static let columns: SQL = """
        id, plan_type, status, stripe_subscription_id, provider_created_at, stripe_customer_id, current_period_end,
        cancel_at_period_end, latest_invoice_id, past_due_since, closed_at
        """

    package init(row: Row) throws {
        id = try row["id"]
        plan = Plan.Kind(rawValue: try row["plan_type"]) ?? .trial
        status = Status(rawValue: try row["status"]) ?? .other
        providerID = try row["stripe_subscription_id"]
        providerCreatedAt = try row["provider_created_at"]
        customer = try row["stripe_customer_id"]
        periodEnd = try row["current_period_end"]
        cancelAtPeriodEnd = try row["cancel_at_period_end"]
        latestInvoice = try row["latest_invoice_id"]
        pastDueSince = try row["past_due_since"]
        closedAt = try row["closed_at"]
    }
}

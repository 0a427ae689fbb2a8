package import Foundation
import Postgres

/// Something about the plan that whoever works in a store has to know.
package struct PlanWarning: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case trialEnds(Date)
        case planEnds(Date)
        /// The dashboard is only read from then on.
        case paymentFailed(readOnlyFrom: Date)
        case trialEnded
        case unpaid
        case planEnded
    }

    package let kind: Kind
    /// Who can do something about it.
    package let owner: ID<User>

    /// Whether people change nothing until it is mended.
    package var isReadOnly: Bool {
        switch kind {
        case .trialEnded, .unpaid, .planEnded: true
        case .trialEnds, .planEnds, .paymentFailed: false
        }
    }
}

/// What is wrong with the plan of a store's owner, or of the owner who looks at no store; mostly nothing.
package struct FindPlanWarning: Sendable {
    private let billing: Billing

    private static let trialNotice: TimeInterval = 3 * 86_400

    package init(_ billing: Billing) {
        self.billing = billing
    }

    package func callAsFunction(inStore slug: String?, for user: ID<User>) async throws -> PlanWarning? {
        let found = try await billing.database.read(as: Persona.billing.databaseActor, [Self.query(slug, user)])[0]
        guard let row = found.first else { return nil }
        let owner: ID<User> = try row["owner"]
        let readOnlyFrom: Date? = try row["read_only_from"]
        let subscription = try Subscription(row: row)
        return kind(subscription, readOnlyFrom).map { PlanWarning(kind: $0, owner: owner) }
    }

    private func kind(_ subscription: Subscription, _ readOnlyFrom: Date?) -> PlanWarning.Kind? {
        let now = billing.now()
        if let readOnlyFrom, readOnlyFrom <= now {
            if subscription.isTrial { return .trialEnded }
            return subscription.isOwed ? .unpaid : .planEnded
        }
        if subscription.status == .pastDue, let readOnlyFrom { return .paymentFailed(readOnlyFrom: readOnlyFrom) }
        guard let end = subscription.periodEnd else { return nil }
        if subscription.cancelAtPeriodEnd { return .planEnds(end) }
        return subscription.isTrial && end.timeIntervalSince(now) < Self.trialNotice ? .trialEnds(end) : nil
    }

    private static func query(_ slug: String?, _ user: ID<User>) -> SQL {
        """
        SELECT s.*, o.id AS owner, t.read_only_from
        FROM store_owners o
        CROSS JOIN LATERAL app.standing_of(o.id) t
        CROSS JOIN LATERAL (
            SELECT \(Subscription.columns) FROM store_owner_subscriptions b WHERE b.store_owner_id = o.id
            ORDER BY b.status IN \(Subscription.live) DESC, b.provider_created_at DESC NULLS LAST, b.created_at DESC
            LIMIT 1
        ) s
        WHERE o.id = COALESCE(
            (SELECT store_owner_id FROM stores WHERE store_slug = \(slug) AND deleted_at IS NULL), \(user))
        """
    }
}

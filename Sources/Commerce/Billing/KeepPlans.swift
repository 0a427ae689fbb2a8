import Foundation
import Postgres

/// What time does to plans: trials end, and shops close whose invoices stay unpaid. Owners are told before and after.
package struct KeepPlans: Sendable {
    private let billing: Billing

    private static let trialNotice = 3

    package init(_ billing: Billing) {
        self.billing = billing
    }

    package func callAsFunction() async throws {
        let now = billing.now()
        try await billing.database.transaction(as: .billing, retry: .conflicts()) { db in
            _ = try await db.pipeline([
                Self.announceTrialEnds(at: now), Self.endTrials(at: now), Self.closeShops(at: now),
            ])
        }
    }

    private static func announceTrialEnds(at now: Date) -> SQL {
        """
        INSERT INTO billing_notices (store_owner_id, kind, occasion, details)
        SELECT store_owner_id, 'trial_ending', 'trial', jsonb_build_object('date', \(iso8601("current_period_end")))
        FROM store_owner_subscriptions
        WHERE status = 'trialing' AND stripe_subscription_id IS NULL AND plan_type = 'trial'
            AND current_period_end > \(now) AND current_period_end <= \(now) + \(trialNotice) * interval '1 day'
        ON CONFLICT DO NOTHING
        """
    }

    /// Locks the owner before the subscription, as whoever settles does.
    private static func endTrials(at now: Date) -> SQL {
        """
        WITH due AS MATERIALIZED (
            SELECT s.id FROM store_owner_subscriptions s JOIN store_owners o ON o.id = s.store_owner_id
            WHERE s.status = 'trialing' AND s.stripe_subscription_id IS NULL AND s.plan_type = 'trial'
                AND s.current_period_end <= \(now)
            LIMIT 500 FOR UPDATE OF o SKIP LOCKED
        ), ended AS (
            UPDATE store_owner_subscriptions s SET status = 'paused' FROM due
            WHERE s.id = due.id AND s.status = 'trialing'
            RETURNING s.store_owner_id
        )
        INSERT INTO billing_notices (store_owner_id, kind, occasion)
        SELECT store_owner_id, 'trial_ended', 'trial' FROM ended ON CONFLICT DO NOTHING
        """
    }

    private static func closeShops(at now: Date) -> SQL {
        """
        WITH due AS MATERIALIZED (
            SELECT s.id FROM store_owner_subscriptions s
            JOIN store_owners o ON o.id = s.store_owner_id JOIN plan_limits l ON l.plan_type = s.plan_type
            WHERE s.status = 'past_due' AND s.closed_at IS NULL
                AND s.past_due_since <= \(now) - l.closed_after_days * interval '1 day'
            LIMIT 500 FOR UPDATE OF o SKIP LOCKED
        ), closed AS (
            UPDATE store_owner_subscriptions s SET closed_at = \(now) FROM due
            WHERE s.id = due.id AND s.status = 'past_due' AND s.closed_at IS NULL
            RETURNING s.store_owner_id, s.plan_type, s.stripe_subscription_id, s.past_due_since
        )
        INSERT INTO billing_notices (store_owner_id, kind, occasion, details)
        SELECT store_owner_id, 'shops_closed', concat_ws('/', stripe_subscription_id, past_due_since),
            jsonb_build_object('plan', plan_type)
        FROM closed ON CONFLICT DO NOTHING
        """
    }

    private static func iso8601(_ column: SQL) -> SQL {
        "to_char(\(column) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
    }
}

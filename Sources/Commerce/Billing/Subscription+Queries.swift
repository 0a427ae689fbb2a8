import Foundation
import Postgres

extension Subscription {
    /// In these an owner has a plan; of these a person has one.
    static let live: SQL = "('active', 'trialing', 'past_due', 'unpaid', 'paused')"
    private static let known: SQL = """
        ('active', 'trialing', 'past_due', 'unpaid', 'paused', 'canceled', 'incomplete', 'incomplete_expired')
        """

    /// The plan that counts; the newest that ended, where none does.
    static func find(of owner: ID<User>) -> SQL {
        """
        SELECT \(columns) FROM store_owner_subscriptions WHERE store_owner_id = \(owner)
        ORDER BY status IN \(live) DESC, provider_created_at DESC NULLS LAST, created_at DESC LIMIT 1
        """
    }

    static func findLive(of owner: ID<User>) -> SQL {
        """
        SELECT \(columns) FROM store_owner_subscriptions WHERE store_owner_id = \(owner) AND status IN \(live)
        """
    }

    /// Paid twice: a younger one took its place, and the provider still runs it.
    static let superseded: SQL = """
        SELECT stripe_subscription_id FROM store_owner_subscriptions
        WHERE status = 'other' AND provider_status IN \(live) ORDER BY provider_created_at LIMIT 20
        """

    /// Of two that live at the provider the younger is the owner's, whichever was heard of first.
    private static func winner(of owner: ID<User>) -> SQL {
        """
        (SELECT w.id FROM store_owner_subscriptions w
        WHERE w.store_owner_id = \(owner) AND w.stripe_subscription_id IS NOT NULL AND w.provider_status IN \(live)
        ORDER BY w.provider_created_at DESC, w.stripe_subscription_id DESC LIMIT 1)
        """
    }

    /// Brings the statuses of all the owner's rows in line with what the provider said of each. The result is a function
    /// of those words alone, in whatever order they were heard.
    static func settle(_ owner: ID<User>) -> [SQL] {
        let winner = winner(of: owner)
        let kept: SQL = """
            CASE WHEN provider_status IN \(known) AND provider_status NOT IN \(live) THEN provider_status ELSE 'other' END
            """
        return [
            """
            UPDATE store_owner_subscriptions SET status = \(kept)
            WHERE store_owner_id = \(owner) AND stripe_subscription_id IS NOT NULL AND id IS DISTINCT FROM \(winner)
                AND status <> \(kept)
            """,
            // A trial is over once a plan has begun, even if that has ended since.
            """
            UPDATE store_owner_subscriptions SET status = 'canceled'
            WHERE store_owner_id = \(owner) AND stripe_subscription_id IS NULL AND status IN \(live) AND EXISTS (
                SELECT FROM store_owner_subscriptions p
                WHERE p.store_owner_id = \(owner) AND p.stripe_subscription_id IS NOT NULL
                    AND p.provider_status NOT IN ('incomplete', 'incomplete_expired'))
            """,
            """
            UPDATE store_owner_subscriptions SET status = provider_status
            WHERE id = \(winner) AND status <> provider_status
            """,
            dateDebt(of: owner),
        ]
    }

    /// Owed since the first report of it after the last good one.
    private static func dateDebt(of owner: ID<User>) -> SQL {
        """
        UPDATE store_owner_subscriptions s SET past_due_since = debt.since
        FROM (
            SELECT p.id, (
                SELECT min(e.occurred_at) FROM billing_events e
                WHERE e.stripe_subscription_id = p.stripe_subscription_id
                    AND e.provider_status IN ('past_due', 'unpaid') AND e.occurred_at >= COALESCE((
                        SELECT max(g.occurred_at) FROM billing_events g
                        WHERE g.stripe_subscription_id = p.stripe_subscription_id
                            AND g.provider_status NOT IN ('past_due', 'unpaid')), '-infinity')
            ) AS since
            FROM store_owner_subscriptions p
            WHERE p.store_owner_id = \(owner) AND p.status IN ('past_due', 'unpaid')
        ) AS debt
        WHERE s.id = debt.id AND s.past_due_since <> debt.since
        """
    }
}

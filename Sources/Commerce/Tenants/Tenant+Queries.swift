import Foundation
package import Postgres

extension Tenant: PostgresRow {
    private static let columns: SQL = """
        o.id, o.email, o.display_name, o.created_at, COALESCE(live.plan_type, o.subscription_tier) AS plan,
        COALESCE(live.status, 'ended') AS plan_status, COALESCE(shops.list, '[]') AS stores
        """

    /// The counters that checkout and imports keep are read, never the rows themselves: thousands of tenants then cost
    /// a page of narrow rows. Of a store that is half erased the counters may be gone already.
    private static let source: SQL = """
        store_owners o
        LEFT JOIN store_owner_subscriptions live ON live.store_owner_id = o.id
            AND live.status IN ('active', 'trialing', 'past_due', 'unpaid', 'paused')
        LEFT JOIN LATERAL (
            SELECT jsonb_agg(jsonb_build_object(
                'id', s.id, 'slug', s.store_slug, 'name', s.store_name, 'domain', s.store_domain, 'isOpen', s.is_open,
                'products', COALESCE(u.products, 0), 'pages', COALESCE(u.pages, 0), 'staff', COALESCE(u.staff, 0),
                'orders', COALESCE(c.last_number - 1000, 0),
                'ordersThisMonth', CASE WHEN c.month = date_trunc('month', now() AT TIME ZONE 'UTC')::date
                    THEN c.month_orders ELSE 0 END,
                'requestsThisMonth', asked.requests, 'refusedThisMonth', asked.refused,
                'lastOrderAt', \(stamp("newest.created_at")), 'suspendedAt', \(stamp("s.suspended_at")),
                'suspendedReason', s.suspended_reason, 'deletedAt', \(stamp("s.deleted_at"))
            ) ORDER BY s.created_at, s.id) AS list
            FROM stores s
            LEFT JOIN store_usage u ON u.store_id = s.id
            LEFT JOIN order_counters c ON c.store_id = s.id
            LEFT JOIN LATERAL (
                SELECT n.created_at FROM orders n WHERE n.store_id = s.id ORDER BY n.created_at DESC, n.id DESC LIMIT 1
            ) AS newest ON true
            CROSS JOIN LATERAL (
                SELECT COALESCE(sum(r.requests), 0) AS requests, COALESCE(sum(r.over_rate + r.over_slots), 0) AS refused
                FROM store_request_usage r
                WHERE r.store_id = s.id AND r.date >= date_trunc('month', now() AT TIME ZONE 'UTC')::date
            ) AS asked
            WHERE s.store_owner_id = o.id
        ) AS shops ON true
        """

    /// ISO 8601 in whole seconds, as JSON is decoded.
    private static func stamp(_ column: SQL) -> SQL {
        "to_char(\(column) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
    }

    /// By e-mail address, which no two owners share.
    static func list(_ search: TenantSearch, after email: String?, limit: Int) -> SQL {
        """
        SELECT \(columns) FROM \(source)
        WHERE (\(email)::text IS NULL OR o.email > \(email)) AND \(search.condition)
        ORDER BY o.email LIMIT \(limit)
        """
    }

    static func find(email: String) -> SQL {
        "SELECT \(columns) FROM \(source) WHERE lower(o.email) = lower(\(email))"
    }

    static func find(_ id: ID<User>) -> SQL {
        "SELECT \(columns) FROM \(source) WHERE o.id = \(id)"
    }

    /// By its slug, or by its proved domain.
    static func owner(ofStore slug: String) -> SQL {
        """
        SELECT store_owner_id FROM stores
        WHERE store_slug = lower(\(slug)) OR lower(store_domain) = lower(\(slug)) AND store_domain_verified_at IS NOT NULL
        """
    }

    package init(row: Row) throws {
        id = try row["id"]
        email = try row["email"]
        name = try row["display_name"]
        plan = try row["plan"]
        planStatus = try row["plan_status"]
        stores = try row.decode("stores", as: JSON.self).decode()
        createdAt = try row["created_at"]
    }
}

/// What a list of tenants is narrowed to.
package struct TenantSearch: Sendable, Hashable {
    /// Part of an e-mail address, of a name, or of a store's slug, former slug or domain.
    package var words = ""
    package var plan: String?
    package var suspendedOnly = false

    package init(words: String = "", plan: String? = nil, suspendedOnly: Bool = false) {
        self.words = words
        self.plan = plan
        self.suspendedOnly = suspendedOnly
    }

    fileprivate var condition: SQL {
        """
        (\(words) = '' OR strpos(lower(o.email), lower(\(words))) > 0
            OR strpos(lower(COALESCE(o.display_name, '')), lower(\(words))) > 0
            OR EXISTS (SELECT FROM stores f WHERE f.store_owner_id = o.id AND (
                strpos(f.store_slug, lower(\(words))) > 0 OR strpos(lower(COALESCE(f.store_domain, '')), lower(\(words))) > 0
                OR EXISTS (SELECT FROM former_store_slugs p WHERE p.store_id = f.id AND p.slug = lower(\(words))))))
        AND (\(plan)::text IS NULL OR COALESCE(live.plan_type, o.subscription_tier) = \(plan))
        AND (NOT \(suspendedOnly) OR EXISTS (
            SELECT FROM stores f WHERE f.store_owner_id = o.id AND f.suspended_at IS NOT NULL))
        """
    }
}

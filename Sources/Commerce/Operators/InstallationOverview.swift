package import Postgres

/// How the whole installation stands: numbers, and nobody's rows.
package struct InstallationOverview: Hashable, Sendable {
    package let tenants: Int
    package let openStores: Int
    package let suspendedStores: Int
    package let ordersToday: Int
    package let jobsWaiting: Int
    package let jobsLate: Int
    package let jobsDead: Int
    package let databaseVersion: String
    package let databaseSize: String
    /// The newest month for which events have a place, as `2026-12`.
    package let eventsUntil: String?
}

extension InstallationOverview: PostgresRow {
    /// Orders are found in each open store by its newest ones: an index scan of as many entries as there were orders.
    static let fetch: SQL = """
        SELECT (SELECT count(*) FROM store_owners) AS tenants,
            (SELECT count(*) FROM stores WHERE is_open) AS open_stores,
            (SELECT count(*) FROM stores WHERE suspended_at IS NOT NULL) AS suspended_stores,
            (SELECT count(*) FROM stores s JOIN LATERAL (
                SELECT 1 FROM orders o
                WHERE o.store_id = s.id AND o.created_at >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
            ) AS today ON true) AS orders_today,
            (SELECT count(*) FROM jobs WHERE state IN ('queued', 'running')) AS jobs_waiting,
            (SELECT count(*) FROM jobs j WHERE j.state = 'queued' AND j.run_at < now() - interval '1 minute' AND NOT EXISTS (
                SELECT FROM stores s WHERE s.id = j.store_id AND s.suspended_at IS NOT NULL)) AS jobs_late,
            (SELECT count(*) FROM jobs WHERE state = 'dead') AS jobs_dead,
            split_part(current_setting('server_version'), ' ', 1) AS database_version,
            pg_size_pretty(pg_database_size(current_database())) AS database_size,
            (SELECT replace(max(right(c.relname::text, 7)), '_', '-') FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = 'public.analytics_events'::regclass AND c.relname ~ '_[0-9]{4}_[0-9]{2}$') AS events_until
        """

    package init(row: Row) throws {
        tenants = try row["tenants"]
        openStores = try row["open_stores"]
        suspendedStores = try row["suspended_stores"]
        ordersToday = try row["orders_today"]
        jobsWaiting = try row["jobs_waiting"]
        jobsLate = try row["jobs_late"]
        jobsDead = try row["jobs_dead"]
        databaseVersion = try row["database_version"]
        databaseSize = try row["database_size"]
        eventsUntil = try row["events_until"]
    }
}

/// Looks at the installation as a whole.
package enum ShowInstallation {
    /// - Parameter db: of the service persona, without a store.
    package static func run(on db: Connection) async throws -> InstallationOverview {
        try await db.one(InstallationOverview.fetch)
    }
}

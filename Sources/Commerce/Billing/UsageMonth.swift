package import Postgres

/// What was asked of all stores of an owner in a month of UTC.
package struct UsageMonth: Hashable, Sendable {
    /// The month's first day.
    package let month: CalendarDate
    package let orders: Int
    package let requests: Int
    /// Of the requests, those that came faster, or more at once, than the plan allows.
    package let refused: Int
}

extension UsageMonth {
    /// A year, this month included.
    private static let months: Int32 = 12

    /// The newest first, without gaps, from the first month in which there was anything.
    static func list(of owner: ID<User>) -> SQL {
        """
        WITH had AS MATERIALIZED (
            SELECT month, sum(orders) AS orders, sum(requests) AS requests, sum(refused) AS refused
            FROM app.usage_by_month(\(owner), (\(thisMonth) - \(months - 1) * interval '1 month')::date) GROUP BY month
        )
        SELECT m::date AS month, COALESCE(had.orders, 0)::bigint AS orders, COALESCE(had.requests, 0)::bigint AS requests,
            COALESCE(had.refused, 0)::bigint AS refused
        FROM generate_series((SELECT min(month)::timestamp FROM had), \(thisMonth), interval '1 month') m
        LEFT JOIN had ON had.month = m
        ORDER BY m DESC
        """
    }

    static let thisMonth: SQL = "date_trunc('month', now() AT TIME ZONE 'UTC')"
}

extension UsageMonth: PostgresRow {
    package init(row: Row) throws {
        month = try row["month"]
        orders = try Int(row.decode("orders", as: Int64.self))
        requests = try Int(row.decode("requests", as: Int64.self))
        refused = try Int(row.decode("refused", as: Int64.self))
    }
}

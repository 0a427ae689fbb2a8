import Foundation
package import Postgres
import Pricing

extension Plan {
    /// In the order in which they are offered.
    static let list: SQL = """
        SELECT plan_type, display_name, summary, price, currency, billing_interval, stripe_price_id, is_public,
            read_only_after_days, closed_after_days,
            stores, products_per_store, orders_per_month, pages_per_store, custom_domains, staff_per_store
        FROM plan_limits ORDER BY sort_order, plan_type
        """
}

extension Plan: PostgresRow {
    package init(row: Row) throws {
        kind = Kind(rawValue: try row["plan_type"]) ?? .trial
        name = try row["display_name"]
        summary = try row["summary"]
        price = try Money(try row.decode("price"), try Currency(try row.decode("currency", as: String.self)))
        interval = Interval(rawValue: try row["billing_interval"]) ?? .month
        stripePrice = try row["stripe_price_id"]
        isPublic = try row["is_public"]
        limits = try PlanLimits(row: row)
        grace = Grace(
            daysUntilReadOnly: try row["read_only_after_days"],
            daysUntilClosed: try row["closed_after_days"]
        )
    }
}

extension PlanLimits: PostgresRow {
    /// Nothing for a plan that there is not.
    package static func find(_ plan: String, on db: Connection) async throws -> PlanLimits? {
        try await db.first(
            """
            SELECT stores, products_per_store, orders_per_month, pages_per_store, custom_domains, staff_per_store
            FROM plan_limits WHERE plan_type = \(plan)
            """
        )
    }

    package init(row: Row) throws {
        stores = try row["stores"]
        productsPerStore = try row["products_per_store"]
        ordersPerMonth = try row["orders_per_month"]
        pagesPerStore = try row["pages_per_store"]
        customDomains = try row["custom_domains"]
        staffPerStore = try row["staff_per_store"]
    }
}

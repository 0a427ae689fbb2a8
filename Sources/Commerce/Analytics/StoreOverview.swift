package import Postgres
package import Pricing

/// What an owner wants to know in the morning: how it goes, and what waits.
package struct StoreOverview: Equatable, Sendable {
    /// The last days in the store's time zone, today last.
    package let days: [Day]
    package let visitsToday: Int
    package let visitsYesterday: Int
    package let unpaidOrders: Int
    package let ordersToShip: Int
    package let lowStock: [LowStock]

    /// Orders of one day that were not cancelled, without what was given back.
    package struct Day: Equatable, Sendable {
        package let date: CalendarDate
        package let orders: Int
        package let revenue: Money
    }

    /// A product of which few pieces or none are left.
    package struct LowStock: Equatable, Sendable {
        package let id: ID<Product>
        package let name: String
        package let available: Int
    }
}

extension StoreOverview {
    /// Two weeks: enough to see a weekday beside itself.
    package static let dayCount = 14
    /// What fits beside the rest; the list of products has them all.
    private static let lowStockCount = 5

    package static func find(_ store: Store, on db: Connection) async throws -> StoreOverview {
        let found = try await db.pipeline([
            days(store), visits(store), waiting(store.id), lowStock(store.id, limit: lowStockCount),
        ])
        let (visits, waiting) = (found[1][0], found[2][0])
        return StoreOverview(
            days: try found[0].map { try Day(row: $0, store.currency) },
            visitsToday: try Int(visits["today"] as Int64),
            visitsYesterday: try Int(visits["yesterday"] as Int64),
            unpaidOrders: try Int(waiting["unpaid"] as Int64),
            ordersToShip: try Int(waiting["to_ship"] as Int64),
            lowStock: try found[3].map(LowStock.init(row:))
        )
    }
}

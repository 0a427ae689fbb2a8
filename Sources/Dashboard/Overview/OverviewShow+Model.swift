extension OverviewShow {
    /// What the first room shows.
    struct Model: Sendable {
        let greeting: String
        let figures: [Figure]
        let tasks: [Task]
        let chart: SalesChart
        let orders: [OrderIndex.Row]
        let ordersPath: String
        let lowStock: [LowStock]
        var notice: Notice?
    }

    /// A number of today beside yesterday's.
    struct Figure: Sendable {
        let label: String
        let value: String
        let comparison: String
    }

    /// Something that waits, and where to do it.
    struct Task: Sendable {
        let sentence: String
        let path: String
    }

    /// A product that runs out.
    struct LowStock: Sendable {
        let name: String
        let path: String
        let left: String
    }
}

import Postgres

@testable import Commerce

/// A statement and what the planner may expect of it, in its own unit: a page read in order costs 1.
struct CostBudget: Sendable {
    let name: String
    let cost: Double
    let persona: @Sendable (SeededStore) -> Persona
    let statement: @Sendable (SeededStore) -> SQL

    static let all = [
        visitor("the newest products", cost: 300) { ProductSummary.list(in: $0.id, limit: 25) },
        visitor("the cheapest products after one", cost: 300) {
            ProductSummary.list(in: $0.id, sort: .priceAscending, after: $0.product(150), limit: 25)
        },
        visitor("the featured products", cost: 200) { ProductSummary.listFeatured(in: $0.id, limit: 9) },
        visitor("the categories", cost: 20) { Category.list(in: $0.id) },
        owner("the owner's products", cost: 600) { ProductRecord.list(in: $0.id, limit: 51) },
        owner("an order", cost: 5) { Order.find($0.order(3), in: $0.id) },
    ]

    private static func visitor(
        _ name: String, cost: Double, _ statement: @escaping @Sendable (SeededStore) -> SQL
    ) -> CostBudget {
        CostBudget(name: name, cost: cost, persona: { .visitor(store: $0.id) }, statement: statement)
    }

    private static func owner(
        _ name: String, cost: Double, _ statement: @escaping @Sendable (SeededStore) -> SQL
    ) -> CostBudget {
        CostBudget(name: name, cost: cost, persona: { .owner(user: $0.owner, store: $0.id) }, statement: statement)
    }

    /// A sentence when the planner expects more than is allowed, or suspiciously little.
    func faults(in store: SeededStore) async throws -> [String] {
        let explained = try await store.database.transaction(as: persona(store)) { db in
            try await db.one("EXPLAIN (FORMAT JSON) \(statement(store))")[0] as JSON
        }
        let expected = try explained.decode([Explanation].self).first?.plan.cost ?? 0
        if expected > cost { return ["\(name): costs \(expected) where \(cost) is allowed"] }
        return expected * 4 < cost ? ["\(name): costs \(expected), suspiciously little beside \(cost)"] : []
    }

    private struct Explanation: Decodable {
        let plan: Plan

        enum CodingKeys: String, CodingKey {
            case plan = "Plan"
        }
    }

    private struct Plan: Decodable {
        let cost: Double

        enum CodingKeys: String, CodingKey {
            case cost = "Total Cost"
        }
    }
}

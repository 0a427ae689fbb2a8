import Postgres

/// How many new products the owner's plan still has room for. A dry run rolls each batch back, so that the database never
/// sees the batches together: it counts them itself.
struct PlanRoom: Sendable {
    private let limit: PlanLimit
    private var left: Int

    /// Nil where the plan has no limit.
    /// - Parameter db: of the service persona without a store, because the plan is the owner's.
    static func find(in store: ID<Store>, on db: Connection) async throws -> PlanRoom? {
        guard let plan = try await PlanAllowance.find(in: store, on: db), let allowed = plan.productsPerStore else {
            return nil
        }
        let used: Int32 = try await db.one("SELECT products FROM store_usage WHERE store_id = \(store)")["products"]
        return PlanRoom(
            limit: PlanLimit(.products, plan: plan.name, allowed: allowed), left: max(0, allowed - Int(used)))
    }

    /// Takes what a batch would add; what does not fit ends the outcome.
    mutating func take(_ outcome: ProductBatch.Outcome) -> ProductBatch.Outcome {
        guard outcome.newLines.count > left else {
            left -= outcome.newLines.count
            return outcome
        }
        var outcome = outcome
        outcome.planEnd = ProductBatch.PlanEnd(limit: limit, line: outcome.newLines[left])
        outcome.newLines.removeSubrange(left...)
        return outcome
    }
}

import Postgres

/// Something the program does, and what it may read for it.
struct ReadBudget: Sendable {
    let name: String
    /// Entries of indexes and rows of sequential scans, all tables together.
    let rows: Int
    /// Pages of tables and indexes: one that is walked from end to end shows here, however few of its entries fit.
    let pages: Int
    /// An index without which this would be slow.
    var index: String?
    /// Answers how many rows came back.
    let run: @Sendable (SeededStore) async throws -> Int

    init(
        _ name: String, rows: Int, pages: Int, index: String? = nil,
        run: @escaping @Sendable (SeededStore) async throws -> Int
    ) {
        self.name = name
        self.rows = rows
        self.pages = pages
        self.index = index
        self.run = run
    }
}

/// What one run of it did read.
struct Reading: Sendable {
    let budget: ReadBudget
    let returned: Int
    let relations: [RelationCounters]

    var rows: Int { relations.reduce(0) { $0 + $1.rows } }
    var pages: Int { relations.reduce(0) { $0 + $1.pages } }

    /// A sentence for whatever is not as it should be.
    var faults: [String] {
        (relations.compactMap(fault) + totals).map { "\(budget.name): \($0)" }
    }

    private func fault(_ relation: RelationCounters) -> String? {
        guard relation.isIndex else {
            return relation.rows > 0 ? "reads \(relation.rows) rows of \(relation.table) one after the other" : nil
        }
        guard relation.isStoreOwned, relation.rows > 0, !relation.beginsWithTheTenant else { return nil }
        // A key finds one row at most, which the policy then judges.
        if relation.isUnique && relation.rows <= relation.scans { return nil }
        return "finds \(relation.rows) rows by \(relation.name), which does not begin with the store"
    }

    private var totals: [String] {
        var faults: [String] = []
        if rows > budget.rows { faults.append("reads \(rows) rows where \(budget.rows) are allowed: \(details)") }
        if pages > budget.pages { faults.append("reads \(pages) pages where \(budget.pages) are allowed: \(details)") }
        // A budget that is met by doing nothing guards nothing.
        if rows < returned || returned == 0 {
            faults.append("returns \(returned) rows and claims to have read \(rows)")
        }
        if rows * 4 < budget.rows || pages * 4 < budget.pages {
            faults.append("reads \(rows) rows and \(pages) pages: suspiciously little, or the budget is too wide")
        }
        if let index = budget.index, !relations.contains(where: { $0.name == index && $0.scans > 0 }) {
            faults.append("does not use \(index), but \(relations.filter(\.isIndex).map(\.name))")
        }
        return faults
    }

    /// For whoever has to find out why.
    var details: String {
        relations.map { "\($0.name) \($0.scans) scans \($0.rows) rows \($0.pages) pages" }.joined(separator: ", ")
    }
}

extension RelationCounters {
    /// A cart's session and a customer are somebody's of one store alone; a user is asked for his stores, and an account
    /// for what is no store's.
    fileprivate var beginsWithTheTenant: Bool {
        ["store_id", "session_id", "customer_id", "user_id", "account_id"].contains(firstColumn)
    }
}

package import Postgres

/// The tables of this database in an order in which their rows can be written.
package struct TenantCatalogue: Sendable {
    package let tables: [TenantTable]

    package init(tables: [TenantTable]) {
        self.tables = tables
    }

    package static func read(on db: Connection) async throws -> TenantCatalogue {
        TenantCatalogue(tables: try await db.query(TenantTable.list, as: TenantTable.self))
    }

    package func table(_ name: String) -> TenantTable? { tables.first { $0.name == name } }

    package var accounts: [TenantTable] { ["auth.users", "auth.identities"].compactMap(table) }
    /// Rows of the owner beside `store_owners` and `stores`, which are written by hand.
    package var ownersOther: [TenantTable] {
        tables.filter { $0.kind == .owner && !["store_owners", "stores"].contains($0.name) }
    }

    /// Tables of a store that travel: each group after the ones that it refers to. Tables that refer to each other in a
    /// circle are one group, to be written by one statement.
    package var storeGroups: [[TenantTable]] { Self.ordered(tables.filter { $0.kind == .store }) }

    /// All tables with rows of a store, those first that nobody refers to. The audit log comes last: it hears of what
    /// happens to the others.
    package var storeTablesToErase: [TenantTable] {
        let all = tables.filter { $0.schema == "public" && $0.columns.contains("store_id") && !$0.primaryKey.isEmpty }
        let ordered = Self.ordered(all).reversed().flatMap(Self.childrenFirst)
        return ordered.filter { $0.name != "audit_log" } + ordered.filter { $0.name == "audit_log" }
    }

    /// Within a circle, those first that cannot be without another: their parents would take them along by thousands.
    private static func childrenFirst(_ circle: [TenantTable]) -> [TenantTable] {
        let parents = Set(
            circle.flatMap { table in
                table.references.filter { !$0.isNullable && $0.table != table.name }.map(\.table)
            })
        return circle.filter { !parents.contains($0.name) } + circle.filter { parents.contains($0.name) }
    }

    /// What hangs on an account and is no store's, those first that nobody refers to. A host clears its own schema.
    package var accountTablesToErase: [TenantTable] {
        let isHosts = table("auth.schema_migrations") != nil
        let ours = tables.filter { table in
            table.columns.contains("user_id") && table.kind != .store && table.kind != .unknown
                && !table.primaryKey.isEmpty && !(isHosts && table.schema == "auth")
        }
        return Self.ordered(ours).reversed().flatMap(\.self)
    }

    /// Tarjan's strongly connected components, which come out with what is referred to first.
    static func ordered(_ tables: [TenantTable]) -> [[TenantTable]] {
        var search = ComponentSearch(tables)
        for table in tables { search.visit(table.name) }
        return search.components
    }
}

private struct ComponentSearch {
    private let tables: [String: TenantTable]
    private var indices: [String: Int] = [:]
    private var lowest: [String: Int] = [:]
    private var stack: [String] = []
    private(set) var components: [[TenantTable]] = []

    init(_ tables: [TenantTable]) {
        self.tables = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
    }

    mutating func visit(_ name: String) {
        guard let table = tables[name], indices[name] == nil else { return }
        let index = indices.count
        indices[name] = index
        lowest[name] = index
        stack.append(name)
        for target in Set(table.references.map(\.table)).sorted() where tables[target] != nil {
            visit(target)
            guard stack.contains(target) else { continue }
            lowest[name] = min(lowest[name] ?? index, lowest[target] ?? index)
        }
        if lowest[name] == index { takeComponent(endingWith: name) }
    }

    private mutating func takeComponent(endingWith name: String) {
        guard let start = stack.lastIndex(of: name) else { return }
        components.append(stack[start...].compactMap { tables[$0] })
        stack.removeSubrange(start...)
    }
}

/// What the catalogue alone shows: tables without an entry or without row level security, and grants of columns.
enum IsolationStructure {
    typealias Finding = IsolationCertificate.Finding

    static func findings(
        _ tables: [IsolationTable], _ privileges: IsolationPrivileges, _ matrix: IsolationMatrix
    ) -> [Finding] {
        let names = Set(tables.map(\.name))
        let missing = matrix.entries.keys.filter { !names.contains($0) && !$0.hasPrefix("auth.") }.sorted()
        return missing.map { finding($0, "is in the matrix and not in the database") }
            + tables.flatMap { table in
                guard let entry = matrix.entries[table.name] else {
                    return [finding(table.name, "has no line in the isolation matrix")]
                }
                return rowSecurity(table) + grants(table, entry, privileges, matrix)
            }
    }

    private static func rowSecurity(_ table: IsolationTable) -> [Finding] {
        let enabled = table.hasRowSecurity ? [] : [finding(table.name, "has no row level security")]
        let forced = table.forcesRowSecurity ? [] : [finding(table.name, "does not force row level security")]
        return enabled + forced
    }

    private static func grants(
        _ table: IsolationTable, _ entry: IsolationMatrix.Entry, _ privileges: IsolationPrivileges,
        _ matrix: IsolationMatrix
    ) -> [Finding] {
        Dictionary(grouping: IsolationPersona.all, by: \.role).sorted { $0.key < $1.key }.flatMap { role, personas in
            IsolationCommand.allCases.compactMap { command -> Finding? in
                let extents = personas.map { entry.extent($0, command) }
                let granted = privileges.columns(command, on: table.name, for: role)
                let expected = expected(extents, table, role, command, matrix)
                guard granted != expected else { return nil }
                let differing = granted.symmetricDifference(expected).sorted().joined(separator: ", ")
                return Finding(
                    table: table.name, persona: role, command: command,
                    problem: "columns differ from the matrix: \(differing)")
            }
        }
    }

    private static func expected(
        _ extents: [IsolationMatrix.Extent], _ table: IsolationTable, _ role: String, _ command: IsolationCommand,
        _ matrix: IsolationMatrix
    ) -> Set<String> {
        let all = Set(table.columns)
        if extents.contains(.everything) { return all }
        guard extents.contains(.someColumns) else { return [] }
        let key = IsolationMatrix.ColumnKey(table: table.name, role: role, command: command)
        return matrix.columns[key]?.columns(of: all) ?? []
    }

    private static func finding(_ table: String, _ problem: String) -> Finding {
        Finding(table: table, persona: nil, command: nil, problem: problem)
    }
}

import Postgres

/// The columns on which a role was granted a command; for DELETE all of them or none.
struct IsolationPrivileges: Sendable {
    private var granted: [IsolationMatrix.ColumnKey: Set<String>] = [:]

    init(_ rows: [Row]) throws {
        for row in rows {
            guard let command = IsolationCommand(rawValue: try row["command"]) else { continue }
            let key = IsolationMatrix.ColumnKey(table: try row["table_name"], role: try row["role"], command: command)
            granted[key] = Set(try row["columns"] as [String])
        }
    }

    func columns(_ command: IsolationCommand, on table: String, for role: String) -> Set<String> {
        granted[IsolationMatrix.ColumnKey(table: table, role: role, command: command)] ?? []
    }

    static func list(roles: [String]) -> SQL {
        """
        SELECT CASE n.nspname WHEN 'public' THEN c.relname::text ELSE n.nspname || '.' || c.relname END AS table_name,
            r.name AS role, k.command, array_agg(a.attname::text) AS columns
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        CROSS JOIN unnest(\(roles)) AS r (name)
        CROSS JOIN unnest('{select,insert,update,delete}'::text[]) AS k (command)
        WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'auth')
          AND CASE k.command
                WHEN 'delete' THEN has_table_privilege(r.name, c.oid, 'delete')
                ELSE has_column_privilege(r.name, c.oid, a.attnum, k.command)
              END
        GROUP BY 1, 2, 3
        """
    }
}

import Postgres

/// A table as the catalogue describes it.
struct IsolationTable: PostgresRow {
    /// `orders`, `auth.users`
    let name: String
    let schema: String
    let relation: String
    let columns: [String]
    let generated: [String]
    let hasRowSecurity: Bool
    let forcesRowSecurity: Bool

    var identifier: SQL { SQL.identifier(schema) + "." + SQL.identifier(relation) }

    init(row: Row) throws {
        schema = try row["schema"]
        relation = try row["relation"]
        columns = try row["columns"]
        generated = try row["generated"]
        hasRowSecurity = try row["has_row_security"]
        forcesRowSecurity = try row["forces_row_security"]
        name = schema == "public" ? relation : "\(schema).\(relation)"
    }

    /// Tables of the product; an `auth` schema that GoTrue keeps is its host's.
    static let list: SQL = """
        SELECT n.nspname::text AS schema, c.relname::text AS relation,
            array_agg(a.attname::text ORDER BY a.attnum) AS columns,
            array_remove(array_agg(CASE WHEN a.attgenerated <> '' THEN a.attname::text END), NULL) AS generated,
            c.relrowsecurity AS has_row_security, c.relforcerowsecurity AS forces_row_security
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relkind IN ('r', 'p')
          AND (n.nspname = 'public' OR n.nspname = 'auth' AND NOT EXISTS (
              SELECT FROM pg_class m WHERE m.relnamespace = n.oid AND m.relname = 'schema_migrations'
          ))
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        GROUP BY c.oid, n.nspname
        ORDER BY n.nspname DESC, c.relname
        """
}

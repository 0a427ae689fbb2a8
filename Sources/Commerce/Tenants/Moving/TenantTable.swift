package import Postgres

/// A table as the catalogue describes it, and what becomes of it when a tenant moves.
package struct TenantTable: Hashable, Sendable {
    package let schema: String
    package let relation: String
    /// Without those that the database computes.
    package let columns: [String]
    package let primaryKey: [String]
    package let references: [Reference]

    /// A foreign key whose last column names a row of another table.
    package struct Reference: Hashable, Sendable, Codable {
        /// `orders`, `auth.users`
        let table: String
        let column: String
        let isNullable: Bool
    }

    init(schema: String, relation: String, columns: [String], primaryKey: [String], references: [Reference]) {
        self.schema = schema
        self.relation = relation
        self.columns = columns
        self.primaryKey = primaryKey
        self.references = references
    }

    /// `orders`, `auth.users`
    package var name: String { schema == "public" ? relation : "\(schema).\(relation)" }
    var identifier: SQL { SQL.identifier(schema) + "." + SQL.identifier(relation) }

    /// What travels: neither secrets of this installation nor what follows from its own records.
    package var movedColumns: [String] {
        let withheld = Set(TenantLuggage.withheldColumns[name, default: [:]].keys)
        return columns.filter { !withheld.contains($0) }
    }
}

extension TenantTable {
    /// Whose rows a table holds.
    package enum Kind: Hashable, Sendable {
        /// Rows of one store, by `store_id`.
        case store
        /// The stores themselves, and other rows of an owner by `store_owner_id`.
        case owner
        /// Accounts, and what belongs to one.
        case account
        /// Named in ``TenantLuggage/leftBehind`` with the reason.
        case leftBehind
        /// Nobody's in particular.
        case shared
        /// In no list: a test fails.
        case unknown
    }

    package var kind: Kind {
        if TenantLuggage.leftBehind[name] != nil { return .leftBehind }
        if TenantLuggage.shared[name] != nil { return .shared }
        if ["auth.users", "auth.identities"].contains(name) { return .account }
        if schema == "public", columns.contains("store_id") { return .store }
        if schema == "public", columns.contains("store_owner_id") || name == "store_owners" { return .owner }
        return .unknown
    }
}

extension TenantTable: PostgresRow {
    /// Every table of the product, whoever's rows it holds.
    static let list: SQL = """
        SELECT n.nspname::text AS schema, c.relname::text AS relation,
            ARRAY(
                SELECT a.attname::text FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                ORDER BY a.attnum
            ) AS columns,
            ARRAY(
                SELECT a.attname::text
                FROM pg_index i
                CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
                WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.place
            ) AS primary_key,
            COALESCE((
                SELECT jsonb_agg(jsonb_build_object(
                    'table', CASE tn.nspname WHEN 'public' THEN t.relname::text ELSE tn.nspname || '.' || t.relname END,
                    'column', a.attname, 'isNullable', NOT a.attnotnull) ORDER BY f.conname)
                FROM pg_constraint f
                JOIN pg_class t ON t.oid = f.confrelid
                JOIN pg_namespace tn ON tn.oid = t.relnamespace
                JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[cardinality(f.conkey)]
                WHERE f.conrelid = c.oid AND f.contype = 'f'
            ), '[]') AS refs
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('public', 'auth')
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        ORDER BY n.nspname, c.relname
        """

    package init(row: Row) throws {
        schema = try row["schema"]
        relation = try row["relation"]
        columns = try row["columns"]
        primaryKey = try row["primary_key"]
        references = try row.decode("refs", as: JSON.self).decode()
    }
}

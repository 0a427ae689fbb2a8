import Postgres

/// What PostgreSQL has counted of one table or index.
struct RelationCounters: Sendable {
    let name: String
    let table: String
    let isIndex: Bool
    let isUnique: Bool
    /// The column that an index begins with.
    let firstColumn: String?
    /// Whether the table's rows belong to a store.
    let isStoreOwned: Bool
    private(set) var scans: Int
    /// Entries of an index, or rows of a sequential scan.
    private(set) var rows: Int
    /// Pages of eight kilobytes, wherever they were found.
    private(set) var pages: Int

    static let all: SQL = """
        SELECT c.relname::text AS name, t.relname::text AS table, c.relkind = 'i' AS is_index,
            COALESCE(i.indisunique, false) AS is_unique, a.attname::text AS first_column,
            EXISTS (
                SELECT FROM pg_attribute WHERE attrelid = t.oid AND attname = 'store_id' AND NOT attisdropped
            ) AS is_store_owned,
            pg_stat_get_numscans(c.oid) AS scans, pg_stat_get_tuples_returned(c.oid) AS rows,
            pg_stat_get_blocks_fetched(c.oid) AS pages
        FROM pg_class c
        LEFT JOIN pg_index i ON i.indexrelid = c.oid
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1 AND c.relkind = 'i'
        JOIN pg_class t ON t.oid = COALESCE(i.indrelid, c.oid)
        WHERE c.relkind IN ('r', 'i') AND t.relnamespace::regnamespace::text IN ('public', 'partitions', 'auth')
        """

    func since(_ earlier: RelationCounters) -> RelationCounters {
        var difference = self
        difference.scans -= earlier.scans
        difference.rows -= earlier.rows
        difference.pages -= earlier.pages
        return difference
    }

    var wasTouched: Bool { scans > 0 || rows > 0 || pages > 0 }
}

extension RelationCounters: PostgresRow {
    init(row: Row) throws {
        name = try row["name"]
        table = try row["table"]
        isIndex = try row["is_index"]
        isUnique = try row["is_unique"]
        firstColumn = try row["first_column"]
        isStoreOwned = try row["is_store_owned"]
        scans = try Int(row["scans"] as Int64)
        rows = try Int(row["rows"] as Int64)
        pages = try Int(row["pages"] as Int64)
    }
}

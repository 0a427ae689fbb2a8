import Postgres

extension DatabaseCheck {
    static let growth = [
        partitionsAhead, defaultPartition, unindexedForeignKey, missingIndex, unusedIndex, invalidIndex, unvalidated,
        bloat,
    ]

    /// The bounds are read from the catalogue's text, which is how PostgreSQL offers them.
    private static let partitionsAhead = DatabaseCheck(
        name: "partitions are made ahead",
        severity: .warning,
        remedy: { "start the program, whose jobs make next month's partition of \($0), and see why they had not" },
        query: """
            SELECT parent.partrelid::regclass::text FROM pg_partitioned_table parent
            WHERE parent.partstrat = 'r' AND NOT EXISTS (
                SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = parent.partrelid
                    AND substring(pg_get_expr(c.relpartbound, c.oid) FROM $re$TO \\('([^']+)'\\)$re$)::timestamptz
                        > now() + interval '7 days'
            )
            """
    )

    private static let defaultPartition = DatabaseCheck(
        name: "the default partition is empty",
        severity: .warning,
        remedy: { "make the missing partition and move the rows of \($0) into it" },
        query: """
            SELECT c.oid::regclass::text FROM pg_class c
            WHERE c.relispartition AND pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' AND c.relkind = 'r'
                AND c.reltuples > 0
            """
    )

    private static let unindexedForeignKey = DatabaseCheck(
        name: "foreign keys have an index",
        severity: .warning,
        remedy: { "CREATE INDEX CONCURRENTLY on the columns of \($0)" },
        query: """
            SELECT format('%s (%s)', k.conrelid::regclass, k.conname) FROM pg_constraint k
            WHERE k.contype = 'f' AND k.connamespace::regnamespace::text IN \(ourSchemas)
                AND k.conparentid = 0 AND NOT EXISTS (
                    SELECT FROM pg_index i WHERE i.indrelid = k.conrelid
                        AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
                )
                -- A key of several columns is served by two of them, or by one that is rare; the store never is.
                AND NOT EXISTS (
                    SELECT FROM pg_index i, pg_attribute a
                    WHERE i.indrelid = k.conrelid AND a.attrelid = k.conrelid AND a.attnum = i.indkey[0]
                        AND a.attnum = ANY (k.conkey)
                        AND (cardinality(k.conkey) = 1 OR a.attname <> 'store_id'
                            OR (i.indnkeyatts > 1 AND (i.indkey::int2[])[0:1] <@ k.conkey))
                )
            ORDER BY 1
            """
    )

    private static let missingIndex = DatabaseCheck(
        name: "large tables are read by an index",
        severity: .warning,
        remedy: {
            "find the statement that reads all of \($0) (EXPLAIN, pg_stat_statements), and give it an index that begins "
                + "with store_id"
        },
        query: """
            SELECT s.relid::regclass::text FROM pg_stat_user_tables s
            WHERE s.seq_scan > 100 AND s.seq_tup_read > 10000000 AND s.seq_tup_read > 10000 * s.seq_scan
                AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = s.relid AND a.attname = 'store_id')
            """
    )

    private static let unusedIndex = DatabaseCheck(
        name: "large indexes are used",
        severity: .warning,
        remedy: { "if it stays unused on the replicas too, DROP INDEX CONCURRENTLY \($0)" },
        query: """
            SELECT s.indexrelid::regclass::text
            FROM pg_stat_user_indexes s
            JOIN pg_index i USING (indexrelid)
            JOIN pg_stat_database d ON d.datname = current_database()
            WHERE s.idx_scan = 0 AND NOT i.indisunique AND pg_relation_size(s.indexrelid) > 16 * 1024 * 1024
                -- Where nobody has reset them, the figures are as old as the server's run at least.
                AND COALESCE(d.stats_reset, pg_postmaster_start_time()) < now() - interval '14 days'
            """
    )

    private static let invalidIndex = DatabaseCheck(
        name: "indexes are valid",
        severity: .error,
        remedy: { "REINDEX INDEX CONCURRENTLY \($0)" },
        query: "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid OR NOT indisready"
    )

    private static let unvalidated = DatabaseCheck(
        name: "constraints are validated",
        severity: .warning,
        remedy: { "ALTER TABLE … VALIDATE CONSTRAINT for \($0)" },
        query: """
            SELECT format('%s (%s)', conrelid::regclass, conname) FROM pg_constraint
            WHERE NOT convalidated AND connamespace::regnamespace::text IN \(ourSchemas)
            """
    )

    private static let bloat = DatabaseCheck(
        name: "dead rows are cleared away",
        severity: .warning,
        remedy: { "VACUUM (ANALYZE) \($0), and look for a transaction that has been open for long" },
        query: """
            SELECT relid::regclass::text FROM pg_stat_user_tables
            WHERE n_dead_tup > 10000 AND n_dead_tup > 0.3 * n_live_tup
            """
    )
}

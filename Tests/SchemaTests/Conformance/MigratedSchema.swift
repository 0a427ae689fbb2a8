import Postgres

/// What is true of a database's schemas `public` and `app`, from its catalogue.
enum MigratedSchema {
    static func facts(on connection: Connection) async throws -> Set<SchemaFact> {
        try await connection.execute("SET search_path = public")
        let rows = try await connection.query(
            """
            SELECT 'extensions', extname::text FROM pg_extension
            UNION ALL
            SELECT 'functions', p.proname || '(' || oidvectortypes(p.proargtypes) || ') returns '
                || format_type(p.prorettype, NULL)
            FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
            UNION ALL
            SELECT 'triggers', t.tgname || ' on ' || t.tgrelid::regclass
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND c.relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT 'indexes', indexdef FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL
            SELECT c.relname::text, 'PARTITION BY ' || pg_get_partkeydef(c.oid)
            FROM pg_class c WHERE c.relkind = 'p' AND c.relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT c.relname::text, 'ENABLE ROW LEVEL SECURITY'
            FROM pg_class c
            WHERE c.relrowsecurity AND c.relforcerowsecurity AND c.relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT c.relname::text, pg_get_constraintdef(o.oid)
            FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
            WHERE o.convalidated AND c.relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT c.relname::text, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                || COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
            WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
              AND a.attnum > 0 AND NOT a.attisdropped
            """
        )
        return Set(try rows.map { SchemaFact(try $0[0] as String, try $0[1] as String) })
    }
}

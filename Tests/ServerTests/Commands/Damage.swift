import Testing

/// Something that went wrong in a database, and how the doctor is to name it.
struct Damage: Sendable, CustomTestStringConvertible {
    let check: String
    let subject: String
    /// A part of what is to be done.
    let remedy: String
    let script: String

    var testDescription: String { check }

    static let all = roles + isolation + growth + statistics

    private static let roles = [
        Damage(
            check: "program's role is powerless", subject: "sellusgenie_app", remedy: "NOCREATEDB",
            script: "ALTER ROLE sellusgenie_app CREATEDB"),
        Damage(
            check: "program's role owns nothing", subject: "plan_limits", remedy: "OWNER TO",
            script: "ALTER TABLE plan_limits OWNER TO sellusgenie_app"),
        Damage(check: "personas cannot log in", subject: "anon", remedy: "NOLOGIN", script: "ALTER ROLE anon LOGIN"),
        Damage(
            check: "no table is open to everybody", subject: "orders", remedy: "REVOKE ALL ON orders FROM PUBLIC",
            script: "GRANT SELECT ON orders TO PUBLIC"),
    ]

    private static let isolation = [
        Damage(
            check: "row level security is on and forced", subject: "products", remedy: "ENABLE ROW LEVEL SECURITY",
            script: "ALTER TABLE products DISABLE ROW LEVEL SECURITY"),
        Damage(
            check: "row level security is on and forced", subject: "orders", remedy: "FORCE ROW LEVEL SECURITY",
            script: "ALTER TABLE orders NO FORCE ROW LEVEL SECURITY"),
        Damage(
            check: "row level security is on and forced", subject: "notes", remedy: "ENABLE ROW LEVEL SECURITY",
            script: "CREATE TABLE notes (id int PRIMARY KEY)"),
        Damage(
            check: "one policy per table, role and command", subject: "orders for r of shopper", remedy: "make one of",
            script: "CREATE POLICY second ON orders FOR SELECT TO shopper USING (true)"),
        Damage(
            check: "functions with their owner's rights have a fixed search_path", subject: "app.hole()",
            remedy: "SET search_path = ''",
            script: "CREATE FUNCTION app.hole() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"),
    ]

    private static let growth = [
        Damage(
            check: "partitions are made ahead", subject: "analytics_events", remedy: "next month's partition",
            script: """
                DO $$ DECLARE month regclass; BEGIN
                    FOR month IN SELECT inhrelid FROM pg_inherits
                        WHERE inhparent = 'analytics_events'::regclass
                            AND inhrelid <> 'partitions.analytics_events_default'::regclass
                    LOOP EXECUTE 'DROP TABLE ' || month; END LOOP;
                END $$
                """),
        Damage(
            check: "the default partition is empty", subject: "analytics_events_default", remedy: "move the rows",
            script: """
                SET LOCAL session_replication_role = replica;
                INSERT INTO analytics_events (store_id, event_type, event_name, occurred_at)
                VALUES (gen_random_uuid(), 'page_view', 'page_view', '1999-12-31');
                ANALYZE partitions.analytics_events_default
                """),
        Damage(
            check: "foreign keys have an index", subject: "payments (payments_order_in_same_store)",
            remedy: "CREATE INDEX CONCURRENTLY", script: "DROP INDEX payments_order"),
        Damage(
            check: "indexes are valid", subject: "payments_order", remedy: "REINDEX INDEX CONCURRENTLY payments_order",
            script: "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'payments_order'::regclass"),
        Damage(
            check: "constraints are validated", subject: "orders (orders_later)", remedy: "VALIDATE CONSTRAINT",
            script: "ALTER TABLE orders ADD CONSTRAINT orders_later CHECK (true) NOT VALID"),
    ]

    /// What takes weeks to come about is put in front of PostgreSQL's own views.
    private static let statistics = [
        Damage(
            check: "large tables are read by an index", subject: "orders", remedy: "begins with store_id",
            script: """
                CREATE TEMPORARY VIEW pg_stat_user_tables AS SELECT 'orders'::regclass::oid AS relid,
                    1000 AS seq_scan, 50000000 AS seq_tup_read, 0 AS n_dead_tup, 50000 AS n_live_tup;
                SET LOCAL search_path = pg_temp, pg_catalog, public
                """),
        Damage(
            check: "dead rows are cleared away", subject: "orders", remedy: "VACUUM (ANALYZE) orders",
            script: """
                CREATE TEMPORARY VIEW pg_stat_user_tables AS SELECT 'orders'::regclass::oid AS relid,
                    0 AS seq_scan, 0 AS seq_tup_read, 20000 AS n_dead_tup, 50000 AS n_live_tup;
                SET LOCAL search_path = pg_temp, pg_catalog, public
                """),
        Damage(
            check: "large indexes are used", subject: "large", remedy: "DROP INDEX CONCURRENTLY",
            script: """
                CREATE TABLE partitions.numbers AS SELECT n FROM generate_series(1, 900000) AS n;
                CREATE INDEX large ON partitions.numbers (n);
                CREATE TEMPORARY VIEW pg_stat_database AS
                SELECT current_database() AS datname, now() - interval '15 days' AS stats_reset;
                SET LOCAL search_path = pg_temp, pg_catalog, public
                """),
    ]
}

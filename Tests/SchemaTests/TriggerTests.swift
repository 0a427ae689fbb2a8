import Postgres
import TestSupport
import Testing

@Suite(.database)
struct TriggerTests {
    @Test func `every table that says when it was changed has the trigger that writes it`() async throws {
        let without = try await TestDatabase.current.administrator.query(
            """
            SELECT c.relname::text
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'updated_at'
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND NOT EXISTS (
                  SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled = 'O'
                    AND t.tgfoid = 'app.touch_updated_at'::regproc AND t.tgtype = 19  -- BEFORE UPDATE FOR EACH ROW
              )
            """
        )

        #expect(try without.map { try $0[0] as String } == [])
    }

    @Test(arguments: [
        "products", "product_variants", "categories", "customers", "orders", "payments", "pages", "stores",
    ])
    func `the time of the last change is not the writer's to say`(table: String) async throws {
        let stores = try await TwoStores.open()

        let rows = SQL.identifier(table)
        try await stores.administrator.execute("UPDATE " + rows + " SET updated_at = '2000-01-01'")

        let old = try await stores.count("SELECT count(*) FROM " + rows + " WHERE updated_at < '2001-01-01'")
        #expect(old == 0)
        #expect(try await stores.count("SELECT count(*) FROM " + rows) > 0)
    }
}

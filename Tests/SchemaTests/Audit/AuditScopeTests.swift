import Postgres
import TestSupport
import Testing

/// The readable list of what is audited against the triggers that are there.
@Suite(.database)
struct AuditScopeTests {
    @Test func `every table is in the list, written about or with a reason why not`() async throws {
        let tables: [String] = try await TestDatabase.current.administrator.query(
            """
            SELECT relname::text FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = pg_class.oid AND d.deptype = 'e')
            ORDER BY relname
            """
        ).map { try $0[0] }

        #expect(tables == AuditScope.all.map(\.table).sorted())
        #expect(AuditScope.all.allSatisfy { !$0.commands.isEmpty || !$0.reason.isEmpty })
    }

    @Test func `the triggers are those of the list`() async throws {
        let triggers = try await TestDatabase.current.administrator.query(
            """
            SELECT t.tgrelid::regclass::text AS table, string_agg(upper(substr(t.tgname, 7, 1)), '' ORDER BY
                array_position('{audit_insert,audit_update,audit_delete}', t.tgname::text)) AS commands
            FROM pg_trigger t WHERE t.tgname LIKE 'audit\\_%' AND t.tgenabled = 'O' GROUP BY 1
            """
        )
        let found = try Dictionary(
            uniqueKeysWithValues: triggers.map { (try $0["table"] as String, try $0["commands"] as String) })

        #expect(found == AuditScope.all.filter { !$0.commands.isEmpty }.commands)
    }

    @Test func `a new column is written about, or named as one that is not`() async throws {
        let untold = try await TestDatabase.current.administrator.query(
            """
            SELECT c.relname::text AS table, a.attname::text AS column
            FROM pg_trigger t
            JOIN pg_class c ON c.oid = t.tgrelid
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE t.tgname = 'audit_update' AND a.attnum <> ALL (t.tgattr::int2[])
              AND a.attname NOT IN ('id', 'store_id', 'created_at', 'updated_at')
            ORDER BY c.relname, a.attname
            """
        ).map { "\(try $0["table"] as String).\(try $0["column"] as String)" }

        let named = AuditScope.all.flatMap { scope in scope.derived.map { "\(scope.table).\($0)" } }
        #expect(untold == named.sorted())
    }

    /// What looks like a secret and is none: public by its nature, or the last characters for people to recognise.
    private static let harmless: Set = [
        "api_keys.key_hint", "system_api_keys.key_hint", "system_api_keys.key_type", "stores.stripe_publishable_key",
        "products.search_keywords", "email_configurations.api_key_hint", "analytics_configurations.ga4_api_secret_hint",
        "analytics_configurations.meta_access_token_hint", "webhook_endpoints.secret_hint",
    ]

    @Test func `no column that looks like a secret is shown`() async throws {
        let shown = try await TestDatabase.current.administrator.query(
            """
            SELECT c.relname::text AS table, a.attname::text AS column
            FROM pg_trigger t
            JOIN pg_class c ON c.oid = t.tgrelid
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            CROSS JOIN LATERAL (SELECT string_to_array(encode(t.tgargs, 'escape'), '\\000') AS given) AS arguments
            WHERE t.tgname = 'audit_update' AND a.attname ~ 'secret|token|hash|encrypted|password|key|(^|_)session'
              AND a.attname <> ALL (arguments.given[3]::text[] || arguments.given[4]::text[])
            """
        ).map { "\(try $0["table"] as String).\(try $0["column"] as String)" }

        #expect(Set(shown) == Self.harmless)
    }
}

extension [AuditScope] {
    fileprivate var commands: [String: String] {
        Dictionary(uniqueKeysWithValues: map { ($0.table, $0.commands) })
    }
}

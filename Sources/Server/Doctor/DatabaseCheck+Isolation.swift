import Postgres

extension DatabaseCheck {
    static let isolation = [rowSecurity, policies, searchPath]

    private static let rowSecurity = DatabaseCheck(
        name: "row level security is on and forced",
        severity: .error,
        remedy: { "ALTER TABLE \($0) ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY" },
        query: """
            SELECT c.oid::regclass::text FROM pg_class c
            WHERE c.relnamespace::regnamespace::text IN \(ourSchemas) AND c.relkind IN ('r', 'p')
                AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
            ORDER BY 1
            """
    )

    private static let policies = DatabaseCheck(
        name: "one policy per table, role and command",
        severity: .warning,
        remedy: { "several policies are OR-ed and lose the index: make one of those on \($0)" },
        query: """
            SELECT format('%s for %s of %s', p.polrelid::regclass, p.polcmd, role::regrole)
            FROM pg_policy p, unnest(p.polroles) AS role
            WHERE p.polpermissive GROUP BY p.polrelid, p.polcmd, role HAVING count(*) > 1
            """
    )

    private static let searchPath = DatabaseCheck(
        name: "functions with their owner's rights have a fixed search_path",
        severity: .error,
        remedy: { "ALTER FUNCTION \($0) SET search_path = ''" },
        query: """
            SELECT p.oid::regprocedure::text FROM pg_proc p
            WHERE p.pronamespace::regnamespace::text IN \(ourSchemas) AND p.prosecdef
                AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS setting WHERE setting LIKE 'search_path=%')
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
            """
    )
}

import Postgres

extension DatabaseCheck {
    static let roles = [powerfulLogin, owningLogin, personaLogin, publicGrant]

    private static let powerfulLogin = DatabaseCheck(
        name: "program's role is powerless",
        severity: .error,
        remedy: { "ALTER ROLE \($0) NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB" },
        query: """
            SELECT rolname::text FROM pg_roles
            WHERE rolname = 'sellusgenie_app' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolinherit)
            """
    )

    private static let owningLogin = DatabaseCheck(
        name: "program's role owns nothing",
        severity: .error,
        remedy: { "ALTER TABLE \($0) OWNER TO the role that migrates" },
        query: """
            SELECT oid::regclass::text FROM pg_class WHERE relowner = to_regrole('sellusgenie_app')
            """
    )

    private static let personaLogin = DatabaseCheck(
        name: "personas cannot log in",
        severity: .error,
        remedy: { "ALTER ROLE \($0) NOLOGIN NOSUPERUSER NOBYPASSRLS" },
        query: """
            SELECT rolname::text FROM pg_roles
            WHERE rolname IN (
                'anon', 'shopper', 'store_owner', 'store_staff', 'authenticated', 'billing', 'sellusgenie_definer',
                'sellusgenie_mover'
            ) AND (rolcanlogin OR rolsuper OR rolbypassrls)
            """
    )

    private static let publicGrant = DatabaseCheck(
        name: "no table is open to everybody",
        severity: .error,
        remedy: { "REVOKE ALL ON \($0) FROM PUBLIC" },
        query: """
            SELECT DISTINCT c.oid::regclass::text FROM pg_class c, aclexplode(c.relacl) AS granted
            WHERE c.relnamespace::regnamespace::text IN \(ourSchemas) AND c.relkind IN ('r', 'p', 'v', 'm')
                AND granted.grantee = 0
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
            """
    )
}

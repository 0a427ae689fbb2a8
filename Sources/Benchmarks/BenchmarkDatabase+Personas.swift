import Foundation
import Postgres

/// What telling personas apart costs: a role set in each transaction beside a login for each persona, and the policies
/// beside none. Both sides are pgbench's.
extension BenchmarkDatabase {
    var roleInTransaction: Benchmark {
        Benchmark(
            name: "personas: newest 20 products, SET LOCAL ROLE", unit: "/s", limitName: "a login for each persona",
            target: nil, limit: { try await pgbench(PgBench.tenantReadByLogin, as: Self.personaLogin) },
            ours: { try await pgbench(PgBench.tenantRead, as: "sellusgenie_app") }
        )
    }

    var policies: Benchmark {
        Benchmark(
            name: "personas: newest 20 products, under the policy", unit: "/s", limitName: "no row level security",
            target: nil, limit: { try await pgbench(PgBench.tenantReadByLogin, as: Self.freeLogin) },
            ours: { try await pgbench(PgBench.tenantReadByLogin, as: Self.personaLogin) }
        )
    }

    private func pgbench(_ script: String, as user: String) async throws -> Double {
        try await PgBench(connectionString: server.connectionString(user: user)).rate(of: script)
    }

    private static let personaLogin = "bench_anon"
    private static let freeLogin = "bench_free"

    /// The design that was not chosen: the connection is the persona already, so its door only sets the store and the
    /// claims.
    static let personaLogins = """
        CREATE ROLE \(personaLogin) LOGIN INHERIT;
        CREATE ROLE \(freeLogin) LOGIN INHERIT BYPASSRLS;
        GRANT anon TO \(personaLogin), \(freeLogin);
        CREATE FUNCTION public.enter_as_login(claims jsonb, store uuid) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
            admitted record;
        BEGIN
            SELECT * INTO admitted FROM app.admit('anon', NULL, store, claims ->> 'order_token');
            EXECUTE pg_catalog.format('SET LOCAL app.persona = %L', 'anon');
            EXECUTE pg_catalog.format('SET LOCAL app.store = %L', store::text);
            EXECUTE pg_catalog.format('SET LOCAL request.jwt.claims = %L', claims::text);
        END
        $$;
        GRANT EXECUTE ON FUNCTION app.admit(text, uuid, uuid, text) TO \(personaLogin), \(freeLogin);
        """
}

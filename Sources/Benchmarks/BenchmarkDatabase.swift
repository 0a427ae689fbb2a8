import Foundation
import Logging
import Postgres
import Schema

/// A server with the whole schema, one busy store among others, and the benchmarks that run on it.
struct BenchmarkDatabase: Sendable {
    let server: EmbeddedServer
    let logger: Logger

    static let store = UUID(uuidString: "00000000-0000-7000-8000-000000000001") ?? UUID()
    static let stores = 50
    static let productsPerStore = 200

    /// Migrates and seeds.
    func prepare() async throws {
        let owner = try await Connection(parameters: ["dbname": server.connectionString()])
        try await Migrator(SchemaMigrations.all).up(on: owner)
        let administrator = try await Connection(parameters: [
            "dbname": server.superuserConnectionString(database: "sellusgenie")
        ])
        try await administrator.script(Self.seed)
        try await administrator.script(Self.personaLogins)
        try await administrator.script("VACUUM ANALYZE")
    }

    var benchmarks: [Benchmark] {
        [
            singleRow, tenantRead, singleRowByThreads, tenantReadByThreads, roleInTransaction, policies, copyIn,
            CheckoutBenchmark(database: self).benchmark,
        ]
    }

    var singleRow: Benchmark {
        Benchmark(
            name: "one row by key", unit: "/s", limitName: "pgbench", target: 0.70,
            limit: { try await pgbench(PgBench.singleRow) }, ours: { try await rate { try await $0.readOneRow($1) } }
        )
    }

    var tenantRead: Benchmark {
        Benchmark(
            name: "newest 20 products, with role and claims, one pipeline", unit: "/s", limitName: "pgbench",
            target: 0.60, limit: { try await pgbench(PgBench.tenantRead) },
            ours: { try await rate { client, _ in try await client.readTenantPage() } }
        )
    }

    var singleRowByThreads: Benchmark {
        Benchmark(
            name: "one row by key, a thread for each connection", unit: "/s", limitName: "pgbench", target: nil,
            limit: { try await pgbench(PgBench.singleRow) },
            ours: { try await rateByThreads { try await $0.readOneRow($1) } }
        )
    }

    var tenantReadByThreads: Benchmark {
        Benchmark(
            name: "newest 20 products, a thread for each connection", unit: "/s", limitName: "pgbench", target: nil,
            limit: { try await pgbench(PgBench.tenantRead) },
            ours: { try await rateByThreads { connection, _ in try await connection.readTenantPage() } }
        )
    }

    var copyIn: Benchmark {
        Benchmark(
            name: "COPY in, 400,000 rows of text", unit: "rows/s", limitName: "psql \\copy", target: 0.80,
            limit: { try await copyByPsql() }, ours: { try await copyByClient() }
        )
    }

    private func pgbench(_ script: String) async throws -> Double {
        try await PgBench(connectionString: server.connectionString(user: "sellusgenie_app")).rate(of: script)
    }

    /// Stores with products, the rights a benchmark needs, and the table that COPY fills.
    private static let seed = """
        INSERT INTO auth.users (id, email)
        SELECT ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, 'owner' || n || '@example.org'
        FROM generate_series(1, \(stores)) n;
        INSERT INTO store_owners (id, email)
        SELECT id, email FROM auth.users ON CONFLICT DO NOTHING;
        UPDATE store_owner_subscriptions SET plan_type = 'enterprise', status = 'active';
        INSERT INTO stores (id, store_owner_id, store_name, store_slug)
        SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
            ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, 'Store ' || n, 'store-' || n
        FROM generate_series(1, \(stores)) n;
        INSERT INTO products (store_id, name, slug, price, created_at)
        SELECT s.id, 'Product ' || n, 'product-' || n, 10 + n % 90, now() - n * interval '1 hour'
        FROM stores s, generate_series(1, \(productsPerStore)) n;
        CREATE TABLE public.copied (id bigint, name text, price numeric(10,2), note text);
        GRANT ALL ON public.copied TO public;
        CREATE TABLE public.accounts (id int PRIMARY KEY, balance int NOT NULL, filler char(84) NOT NULL);
        INSERT INTO public.accounts SELECT n, n % 1000, 'x' FROM generate_series(1, 100000) n;
        GRANT SELECT ON public.accounts TO sellusgenie_app;
        """
}

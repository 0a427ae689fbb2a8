import Foundation
import Postgres
import TestSupport
import Testing

/// Addresses, places for staff and the hand-over of a store, with several at once.
@Suite(.database) struct TenancyTests {
    /// What became of a statement in each of so many sessions.
    private func outcomes(_ sessions: Int, _ statement: @escaping @Sendable (Int) -> SQL) async throws -> [String] {
        let database = try TestDatabase.current
        return try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<sessions {
                let connection = try await database.connect(as: "postgres")
                group.addTask { try await outcome(of: statement(number), on: connection) }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted()
        }
    }

    @Test func `of eight invitations at once, the plan's last place is given to one`() async throws {
        let stores = try await TwoStores.open()
        try await stores.administrator.execute("UPDATE store_owner_subscriptions SET plan_type = 'trial'")

        let outcomes = try await outcomes(8) { number in
            """
            INSERT INTO staff_invitations (store_id, email, role, token_hash)
            VALUES (\(TwoStores.a.store), \("\(number)@staff.test"), 'support', sha256(\("\(number)")::text::bytea))
            """
        }

        #expect(outcomes == ["done"] + Array(repeating: "plan_allows_more_staff", count: 7))
    }

    @Test func `an address that is given up cannot be caught on its way`() async throws {
        let stores = try await TwoStores.open()

        let outcomes = try await outcomes(8) { number in
            number == 0
                ? "UPDATE stores SET store_slug = 'elsewhere' WHERE id = \(TwoStores.a.store)"
                : """
                INSERT INTO stores (store_owner_id, store_name, store_slug)
                VALUES (\(TwoStores.b.owner), 'Catcher', 'store-a')
                """
        }

        #expect(outcomes == ["done"] + Array(repeating: "stores_slug_is_unique", count: 7))
        #expect(
            try await stores.count("SELECT count(*) FROM app.find_store('store-a') WHERE store_slug = 'elsewhere'") == 1
        )
    }

    @Test func `a store goes back to its former address, and keeps five of them`() async throws {
        let stores = try await TwoStores.open()

        for slug in ["one", "two", "three", "four", "five", "six", "seven", "store-a"] {
            try await stores.administrator.execute(
                "UPDATE stores SET store_slug = \(slug) WHERE id = \(TwoStores.a.store)")
        }

        let kept = try await stores.administrator.query("SELECT slug FROM former_store_slugs ORDER BY slug")
        #expect(try kept.map { try $0[0] as String } == ["five", "four", "seven", "six", "three"])
    }

    @Test func `of two who accept one store at once, one owns it`() async throws {
        let stores = try await TwoStores.open()
        try await stores.administrator.execute(
            "INSERT INTO auth.users (id, email) SELECT md5('r' || n)::uuid, n || '@receiver.test' FROM generate_series(0, 3) n"
        )
        try await stores.administrator.execute(
            "INSERT INTO store_owners (id, email) SELECT md5('r' || n)::uuid, n || '@receiver.test' FROM generate_series(0, 3) n"
        )
        try await stores.administrator.execute(
            """
            INSERT INTO store_transfers (store_id, email, token_hash, offered_by)
            VALUES (\(TwoStores.a.store), 'x@receiver.test', sha256('offer'), \(TwoStores.a.owner))
            """
        )

        let outcomes = try await outcomes(4) { number in
            "SELECT app.accept_transfer(sha256('offer'), md5('r' || \(Int32(number)))::uuid)"
        }

        #expect(outcomes == ["done"] + Array(repeating: "store_transfers_are_accepted_once", count: 3))
        #expect(try await stores.count("SELECT count(*) FROM stores WHERE store_owner_id = \(TwoStores.a.owner)") == 0)
    }

    @Test func `an offer of somebody who owns the store no more gives nothing`() async throws {
        let stores = try await TwoStores.open()
        try await stores.administrator.execute(
            """
            INSERT INTO store_transfers (store_id, email, token_hash, offered_by)
            VALUES (\(TwoStores.a.store), 'x@receiver.test', sha256('offer'), \(UUID()))
            """
        )

        let error = await #expect(throws: PostgresError.self) {
            try await stores.administrator.execute("SELECT app.accept_transfer(sha256('offer'), \(TwoStores.b.owner))")
        }

        #expect(error?.constraint == "store_transfers_are_accepted_once")
    }

    @Test func `an owner cannot write another domain beside a proof`() async throws {
        let stores = try await TwoStores.open()
        try await stores.administrator.execute(
            "UPDATE stores SET store_domain = 'mine.test' WHERE id = \(TwoStores.a.store)")
        try await stores.administrator.execute(
            "UPDATE stores SET store_domain_verified_at = now() WHERE id = \(TwoStores.a.store)")

        try await stores.act(
            as: "store_owner", sub: TwoStores.a.owner,
            "UPDATE stores SET store_domain = 'bank.test' WHERE id = \(TwoStores.a.store)")

        #expect(try await stores.count("SELECT count(*) FROM app.find_store('bank.test')") == 0)
    }

    @Test(arguments: ["www", "api", "mail", "xn--80ak6aa92e", "closed-1"])
    func `a reserved address is nobody's`(slug: String) async throws {
        let stores = try await TwoStores.open()

        let error = await #expect(throws: PostgresError.self) {
            try await stores.administrator.execute(
                "UPDATE stores SET store_slug = \(slug) WHERE id = \(TwoStores.a.store)")
        }

        #expect(error?.constraint == "stores_slug_is_not_reserved")
    }
}

private func outcome(of statement: SQL, on connection: Connection) async throws -> String {
    do {
        try await connection.execute(statement)
        return "done"
    } catch let error as PostgresError {
        return error.constraint ?? error.description
    }
}

import Foundation
import Postgres
import TestSupport
import Testing

/// What the database refuses whoever asks, and what it refuses to those who act in a shop.
@Suite(.database)
struct RefusalTests {
    @Test(arguments: Refusal.ofAnybody + Refusal.ofShoppers + Refusal.ofOwners)
    func `the database refuses`(_ refusal: Refusal) async throws {
        let stores = try await TwoStores.open()

        let error = await #expect(throws: PostgresError.self) {
            if let persona = refusal.persona {
                let sub = persona == "shopper" ? TwoStores.a.shopper : TwoStores.a.owner
                try await stores.act(as: persona, sub: sub, refusal.statement)
            } else {
                try await stores.administrator.execute(refusal.statement)
            }
        }

        #expect(error.map { $0.constraint ?? $0.sqlState.description } == refusal.reason)
    }

    @Test func `a foreign row is not found, so nothing happens to it`() async throws {
        let stores = try await TwoStores.open()

        try await stores.act(
            as: "store_owner", sub: TwoStores.a.owner,
            "UPDATE products SET name = 'Mine' WHERE store_id = \(TwoStores.b.store)",
            "DELETE FROM pages WHERE store_id = \(TwoStores.b.store)",
            "UPDATE orders SET notes = 'Mine' WHERE id = \(TwoStores.b.thing)"
        )

        #expect(try await stores.count("SELECT count(*) FROM products WHERE name = 'Mine'") == 0)
        #expect(try await stores.count("SELECT count(*) FROM orders WHERE notes = 'Mine'") == 0)
        #expect(try await stores.count("SELECT count(*) FROM pages") == 2)
    }

    @Test(arguments: [
        ("store_owner", TwoStores.b.owner), ("store_owner", TwoStores.a.shopper), ("shopper", TwoStores.b.shopper),
        ("store_staff", TwoStores.b.owner), ("postgres", TwoStores.a.owner), ("sellusgenie_definer", TwoStores.a.owner),
    ])
    func `the door stays shut`(persona: String, sub: UUID) async throws {
        let stores = try await TwoStores.open()

        let error = await #expect(throws: PostgresError.self) {
            try await stores.act(as: persona, of: TwoStores.a, sub: sub, "SELECT 1")
        }

        #expect(error?.constraint == "app_enter_refused")
    }

    @Test func `who is in cannot enter again as somebody else`() async throws {
        let stores = try await TwoStores.open()

        let error = await #expect(throws: PostgresError.self) {
            try await stores.act(
                as: "anon", "SELECT app.enter('service_role', '{}', \(TwoStores.b.store))")
        }

        #expect(error?.sqlState == .insufficientPrivilege)
    }

    @Test func `a connection is nobody again after its transaction`() async throws {
        _ = try await TwoStores.open()
        let connection = try await TestDatabase.current.connect()

        try await TwoStores.transaction(
            on: connection, as: "store_owner", in: TwoStores.a.store, sub: TwoStores.a.owner, ["SELECT 1"])

        let left = try await connection.one(
            """
            SELECT current_user::text, COALESCE(current_setting('app.store', true), '')
                || COALESCE(current_setting('app.user_id', true), '')
                || COALESCE(current_setting('request.jwt.claims', true), '')
            """
        )
        #expect(try left[0] as String == "sellusgenie_app")
        #expect(try left[1] as String == "")
        await #expect(throws: PostgresError.self) { try await connection.execute("SELECT count(*) FROM products") }
    }
}

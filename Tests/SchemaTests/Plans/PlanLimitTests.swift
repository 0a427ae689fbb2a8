import Foundation
import Postgres
import TestSupport
import Testing

/// The limits of the owner's plan, held by the database.
@Suite(.database)
struct PlanLimitTests {
    /// A store of tenant a filled to one below the limit of the trial plan, and the statement that adds one.
    struct Limit: CustomTestStringConvertible, Sendable {
        let reason: String
        let testDescription: String
        /// Adds as many as leave room for one more.
        let fill: SQL
        /// Adds one; `number` keeps names apart.
        let add: @Sendable (_ number: Int) -> SQL
        let count: SQL
        let allowed: Int
    }

    @Test(arguments: Limit.all)
    func `the last one that the plan allows is added, and no other`(_ limit: Limit) async throws {
        let stores = try await onTrial(limit)
        try await stores.administrator.execute(limit.add(1))

        let error = await #expect(throws: PostgresError.self) {
            try await stores.administrator.execute(limit.add(2))
        }

        #expect(error?.sqlState == .checkViolation)
        #expect(error?.constraint == limit.reason)
        #expect(error?.detail == #"{"plan": "Trial", "allows": \#(limit.allowed)}"#)
        #expect(try await stores.count(limit.count) == limit.allowed)
    }

    @Test(arguments: Limit.all)
    func `of eight at once, one is the last`(_ limit: Limit) async throws {
        let stores = try await onTrial(limit)
        let connections = try await withThrowingTaskGroup(of: Connection.self) { group in
            for _ in 0..<8 { group.addTask { try await TestDatabase.current.connect(as: "postgres") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        let refusals = try await withThrowingTaskGroup(of: String?.self) { group in
            for (number, connection) in connections.enumerated() {
                group.addTask { try await refusal(of: limit.add(number), on: connection) }
            }
            return try await group.reduce(into: [String]()) { if let reason = $1 { $0.append(reason) } }
        }

        #expect(refusals == Array(repeating: limit.reason, count: 7))
        #expect(try await stores.count(limit.count) == limit.allowed)
    }

    @Test func `what is removed makes room again`() async throws {
        let limit = try #require(Limit.all.first { $0.reason == "plan_allows_more_products" })
        let stores = try await onTrial(limit)
        try await stores.administrator.execute(limit.add(1))

        try await stores.administrator.execute("DELETE FROM products WHERE slug = 'more-1'")
        try await stores.administrator.execute(limit.add(2))

        #expect(try await stores.count(limit.count) == limit.allowed)
    }

    @Test func `a greater plan allows more at once`() async throws {
        let limit = try #require(Limit.all.first { $0.reason == "plan_allows_more_products" })
        let stores = try await onTrial(limit)
        try await stores.administrator.execute(limit.add(1))

        try await stores.administrator.execute("UPDATE store_owner_subscriptions SET plan_type = 'starter'")

        try await stores.administrator.execute(limit.add(2))
        #expect(try await stores.count(limit.count) == limit.allowed + 1)
    }

    @Test(arguments: [
        ("professional", "active", "professional", "active"), ("starter", "trialing", "starter", "trial"),
        ("starter", "past_due", "starter", "active"), ("starter", "unpaid", "starter", "inactive"),
        ("enterprise", "canceled", "trial", "inactive"), ("enterprise", "incomplete_expired", "trial", "inactive"),
    ])
    func `owner and stores follow the subscription`(plan: String, status: String, tier: String, store: String)
        async throws
    {
        let stores = try await TwoStores.open()

        try await stores.administrator.execute(
            """
            UPDATE store_owner_subscriptions SET plan_type = \(plan), status = \(status)
            WHERE store_owner_id = \(TwoStores.a.owner)
            """
        )

        let row = try await stores.administrator.one(
            """
            SELECT o.subscription_tier, s.subscription_status FROM store_owners o
            JOIN stores s ON s.store_owner_id = o.id WHERE s.id = \(TwoStores.a.store)
            """
        )
        #expect(try [row[0] as String, row[1] as String] == [tier, store])
        #expect(try await stores.count("SELECT count(*) FROM stores WHERE subscription_status = 'active'") >= 1)
    }

    private func onTrial(_ limit: Limit) async throws -> TwoStores {
        let stores = try await TwoStores.open()
        try await stores.administrator.execute(
            "UPDATE store_owner_subscriptions SET plan_type = 'trial', status = 'trialing'")
        try await stores.administrator.execute(limit.fill)
        return stores
    }
}

private func refusal(of statement: SQL, on connection: Connection) async throws -> String? {
    do {
        try await connection.execute(statement)
        return nil
    } catch let error as PostgresError {
        return error.constraint ?? error.description
    }
}

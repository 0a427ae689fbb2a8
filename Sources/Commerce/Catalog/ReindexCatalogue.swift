import Foundation
package import Postgres

/// Indexes a store's products anew in the language that it speaks now. The database queues it when the language changes;
/// until it is done, searches look in both languages.
///
/// Works in slices, each a transaction, and for some seconds at a time: then a job of its own goes on from where it is. A
/// program that is killed loses the slice it was at.
package struct ReindexCatalogue: Sendable {
    package static let kind = "catalogue.reindex"

    private let database: Database
    private let slice: Int
    private let patience: Duration

    package init(database: Database, slice: Int = 500, patience: Duration = .seconds(5)) {
        self.database = database
        self.slice = slice
        self.patience = patience
    }

    @Sendable package func handle(_ job: Job) async throws {
        guard let store = job.store else { return }
        var position = try job.payload.decode(Position.self).after
        if position == nil { try await wait(for: store) }
        let end = ContinuousClock.now + patience
        repeat {
            guard let last = try await index(after: position, in: store) else { return try await finish(store, job) }
            position = last
        } while ContinuousClock.now < end
        try await goOn(after: position, in: store)
    }

    private struct Position: Codable {
        var after: ID<Product>?
    }

    /// Whoever was adding products when the language changed holds the store's row until they are there to be found.
    private func wait(for store: ID<Store>) async throws {
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.query("SELECT id FROM stores WHERE id = \(store) FOR UPDATE")
        }
    }

    /// The last product of the slice; nil when there was none left.
    private func index(after position: ID<Product>?, in store: ID<Store>) async throws -> ID<Product>? {
        try await database.transaction(as: .service(store: store), retry: .conflicts()) { db in
            try await db.first(Self.slice(after: position, limit: slice, in: store)).map { try $0["id"] }
        }
    }

    /// A trigger writes the words, whatever is set here.
    private static func slice(after position: ID<Product>?, limit: Int, in store: ID<Store>) -> SQL {
        let beginning: SQL = position.map { "AND id > \($0)" } ?? ""
        return """
            WITH picked AS (
                SELECT id FROM products WHERE store_id = \(store) \(beginning) ORDER BY id LIMIT \(limit)
            ), indexed AS (
                UPDATE products p SET search_vector = '' FROM picked WHERE p.store_id = \(store) AND p.id = picked.id
            )
            SELECT id FROM picked ORDER BY id DESC LIMIT 1
            """
    }

    /// Not where the language was changed once more: then another job begins from the first product.
    private func finish(_ store: ID<Store>, _ job: Job) async throws {
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.execute(
                """
                DELETE FROM catalogue_reindexes WHERE store_id = \(store) AND NOT EXISTS (
                    SELECT FROM jobs
                    WHERE store_id = \(store) AND kind = \(Self.kind) AND state IN ('queued', 'running') AND id <> \(job.id)
                )
                """
            )
        }
    }

    private func goOn(after position: ID<Product>?, in store: ID<Store>) async throws {
        let payload = try JSON(encoding: Position(after: position))
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.execute(Job.enqueue(Self.kind, payload, in: store))
        }
    }
}

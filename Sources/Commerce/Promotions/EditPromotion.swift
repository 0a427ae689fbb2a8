package import Postgres

/// Adds, changes and archives promotions. Orders keep what they were given.
package enum EditPromotion {
    /// - Throws: ``PromotionError``
    package static func add(
        _ details: PromotionDetails, in store: ID<Store>, on db: Connection
    ) async throws -> ID<Promotion> {
        try await naming { try await db.one(try Promotion.insert(details, in: store)).decode("id") }
    }

    /// - Throws: ``PromotionError``
    package static func change(
        _ id: ID<Promotion>, to details: PromotionDetails, in store: ID<Store>, on db: Connection
    ) async throws {
        let changed = try await naming { try await db.execute(try Promotion.update(id, details, in: store)) }
        guard changed == 1 else { throw PromotionError.unknown }
    }

    /// Its code is free from then on. Again, it changes nothing.
    package static func archive(_ id: ID<Promotion>, in store: ID<Store>, on db: Connection) async throws {
        guard try await db.execute(Promotion.archive(id, in: store)) == 1 else { throw PromotionError.unknown }
    }

    private static func naming<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw PromotionError(error) ?? error
        }
    }
}

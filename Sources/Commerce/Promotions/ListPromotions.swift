package import Postgres

/// Shows the promotions of a store, those in force first.
package enum ListPromotions {
    package static let limit = 200

    package static func run(in store: ID<Store>, on db: Connection) async throws -> [Promotion] {
        try await db.query(Promotion.list(in: store, limit: limit))
    }

    package static func find(_ id: ID<Promotion>, in store: ID<Store>, on db: Connection) async throws -> Promotion? {
        try await db.first(Promotion.find(id, in: store))
    }
}

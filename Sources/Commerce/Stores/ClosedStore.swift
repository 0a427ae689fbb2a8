package import Postgres

/// A store that lets no visitor in at present: what may be said at its door.
package struct ClosedStore: Hashable, Sendable {
    package let id: ID<Store>
    package let name: String
    package let slug: String
    /// BCP 47, such as `en` or `de-AT`.
    package let language: String
    package let email: String?
    /// The operator's own doing, which nobody may look behind.
    package let isSuspended: Bool
}

extension ClosedStore: PostgresRow {
    static func find(address: String) -> SQL {
        """
        SELECT s.id, s.store_name, s.store_slug, s.language, s.store_email, s.suspended_at IS NOT NULL AS is_suspended
        FROM app.find_store(\(address)) f JOIN stores s ON s.id = f.id WHERE NOT f.is_open
        """
    }

    package init(row: Row) throws {
        id = try row["id"]
        name = try row["store_name"]
        slug = try row["store_slug"]
        language = try row["language"]
        email = try row["store_email"]
        isSuspended = try row["is_suspended"]
    }
}

extension FindStore {
    /// The store at an address where ``callAsFunction(_:)`` finds none because it is closed. A deleted one is not there.
    package func closed(_ address: String) async throws -> ClosedStore? {
        guard Self.mayBeAddress(address) else { return nil }
        let service = try Persona.service(store: nil).databaseActor
        return try await database.read(as: service, ClosedStore.find(address: address), as: ClosedStore.self).first
    }

    /// The same as visitors will see it once it is open.
    package func preview(_ store: ClosedStore) async throws -> Store? {
        let guest = try Persona.preview(store: store.id).databaseActor
        return try await database.read(as: guest, Store.fetch(store.id), as: Store.self).first
    }
}

package import Postgres

/// Whose key a token is. The database looks at it once more when the key enters its store, so that what was revoked in
/// between does nothing.
package struct AuthenticateKey: Sendable {
    private let database: Database
    private let uses: KeyUses

    package init(database: Database, uses: KeyUses) {
        self.database = database
        self.uses = uses
    }

    /// - Throws: ``KeyRefusal``
    package func callAsFunction(_ text: String) async throws -> AuthenticatedKey {
        guard let token = APIKeyToken(text) else { throw KeyRefusal.malformed }
        let service = try Persona.service(store: nil).databaseActor
        guard let row = try await database.read(as: service, [APIKey.find(token)])[0].first else {
            throw KeyRefusal.unknown
        }
        if try row.decode("is_revoked", as: Bool.self) { throw KeyRefusal.revoked }
        if try row.decode("is_expired", as: Bool.self) { throw KeyRefusal.expired }
        if try row.decode("is_closed", as: Bool.self) { throw KeyRefusal.storeClosed }
        let scopes = try row.decode("scopes", as: [String].self).compactMap(Scope.init(rawValue:))
        let key = AuthenticatedKey(id: try row["id"], store: try row["store_id"], scopes: Set(scopes))
        uses.note(key.id)
        return key
    }
}

/// Why a token opens nothing.
package enum KeyRefusal: Error, Hashable, CaseIterable {
    /// No key at all, or one with a typing error.
    case malformed
    case unknown
    case revoked
    case expired
    case storeClosed
}

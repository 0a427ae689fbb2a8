package import Foundation
package import Postgres

/// A key before it is made.
package struct APIKeyDraft: Hashable, Sendable {
    package let name: String
    package let scopes: Set<Scope>
    package let expiry: Date?

    package init(name: String, scopes: Set<Scope>, expiry: Date?) {
        self.name = name
        self.scopes = scopes
        self.expiry = expiry
    }
}

/// Makes a key for an integration. Its token is returned this once and kept nowhere.
package enum CreateAPIKey {
    private static let atMost = 100

    /// - Throws: ``APIKeyError``
    package static func run(
        _ draft: APIKeyDraft,
        by user: ID<User>,
        in store: ID<Store>,
        on db: Connection
    ) async throws -> (id: ID<APIKey>, token: APIKeyToken) {
        guard APIKeyName.isOne(draft.name) else { throw APIKeyError.nameUnusable }
        guard !draft.scopes.isEmpty else { throw APIKeyError.noScope }
        if let expiry = draft.expiry, expiry <= Date() { throw APIKeyError.expiryPast }
        let active = try await db.one(APIKey.countActive(in: store)).decode("n", as: Int.self)
        guard active < atMost else { throw APIKeyError.tooMany }
        let (id, token) = (IDGenerator.timeOrdered.make(APIKey.self), APIKeyToken())
        try await db.execute(APIKey.insert(id, draft, token: token, by: user, in: store))
        return (id, token)
    }
}

package enum ListAPIKeys {
    package static func run(in store: ID<Store>, on db: Connection) async throws -> [APIKey] {
        try await db.query(APIKey.list(in: store))
    }
}

package enum RenameAPIKey {
    /// - Throws: ``APIKeyError``
    package static func run(_ id: ID<APIKey>, to name: String, in store: ID<Store>, on db: Connection) async throws {
        guard APIKeyName.isOne(name) else { throw APIKeyError.nameUnusable }
        guard try await db.first(APIKey.rename(id, name, in: store)) != nil else { throw APIKeyError.unknown }
    }
}

/// Ends a key, at once and for good. Once more does nothing.
package enum RevokeAPIKey {
    /// - Throws: ``APIKeyError/unknown``
    package static func run(_ id: ID<APIKey>, in store: ID<Store>, on db: Connection) async throws {
        guard try await db.first(APIKey.revoke(id, in: store)) != nil else { throw APIKeyError.unknown }
    }
}

private enum APIKeyName {
    static func isOne(_ name: String) -> Bool {
        !name.allSatisfy(\.isWhitespace) && name.unicodeScalars.count <= 100
    }
}

/// Why a key is not made or changed.
package enum APIKeyError: Error, Hashable {
    case nameUnusable
    case noScope
    case expiryPast
    case tooMany
    case unknown
}

extension APIKeyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nameUnusable: "Give the key a name of up to 100 characters, such as the program that will use it."
        case .noScope: "Choose at least one thing that the key may do."
        case .expiryPast: "Choose a day to come, or none."
        case .tooMany: "This store has 100 keys; revoke those that nobody uses."
        case .unknown: "There is no such key any more; reload the page."
        }
    }
}

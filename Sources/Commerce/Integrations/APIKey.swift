package import Foundation

/// An integration's key as its owner sees it: all but the key.
package struct APIKey: Hashable, Sendable {
    package let id: ID<APIKey>
    package let name: String
    package let hint: String
    package let scopes: [Scope]
    package let createdAt: Date
    package let lastUse: Date?
    package let expiry: Date?
    package let revokedAt: Date?

    package enum State: Hashable, Sendable {
        case active
        case expired
        case revoked
    }

    package func state(at date: Date = Date()) -> State {
        if revokedAt != nil { return .revoked }
        return expiry.map { $0 <= date } == true ? .expired : .active
    }
}

/// What an integration has proven with its key.
package struct AuthenticatedKey: Hashable, Sendable {
    package let id: ID<APIKey>
    package let store: ID<Store>
    package let scopes: Set<Scope>

    /// Who acts: the key, in its store and nowhere else.
    package var persona: Persona { .integration(key: id, store: store) }
}

package import Foundation
package import Postgres

/// Google or Apple as a way to sign in to an account.
package struct ConnectedIdentity: Hashable, Sendable {
    package let id: String
    package let provider: ProviderName
    /// What the provider calls the person.
    package let email: String?
    package let since: Date
}

extension ConnectedIdentity: PostgresRow {
    package init(row: Row) throws {
        id = try row.decode("id", as: UUID.self).uuidString.lowercased()
        let name: String = try row["provider"]
        guard let provider = ProviderName(rawValue: name) else { throw OpenIDError.notConfigured }
        self.provider = provider
        email = try row["email"]
        since = try row["created_at"]
    }

    static func list(of user: ID<User>) -> SQL {
        """
        SELECT id, provider, identity_data ->> 'email' AS email, created_at FROM auth.identities
        WHERE user_id = \(user) AND provider = ANY(\(ProviderName.allCases.map(\.rawValue)))
        ORDER BY created_at, id
        """
    }
}

/// What an account's owner signs in with beside a password.
package struct ListConnections: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    package func callAsFunction(of user: ID<User>) async throws -> [ConnectedIdentity] {
        let service = try Persona.service(store: nil).databaseActor
        return try await accounts.database.read(as: service, ConnectedIdentity.list(of: user))
    }
}

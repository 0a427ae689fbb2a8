import Postgres

/// Where somebody is signed in, the session used last first.
package struct ListSessions: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    package func callAsFunction(of user: ID<User>) async throws -> [AccountSession] {
        let service = try Persona.service(store: nil).databaseActor
        return try await accounts.database.read(as: service, AccountSession.list(of: user, at: accounts.now()))
    }
}

/// Ends one of somebody's own sessions, such as that of a lost phone.
package struct EndSession: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Returns: whether there was one; another's session is none.
    @discardableResult
    package func callAsFunction(_ session: ID<AccountSession>, of user: ID<User>) async throws -> Bool {
        let service = try Persona.service(store: nil).databaseActor
        let ended = try await accounts.database.read(as: service, [AccountSession.end(session, of: user)])
        return !ended[0].isEmpty
    }
}

package import Postgres

/// Ends one session, or all sessions of a person.
package struct SignOut: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// A cookie that is no session's is no error: the person is signed out either way.
    package func callAsFunction(_ cookie: String) async throws {
        guard let token = SessionToken(cookie) else { return }
        let service = try Persona.service(store: nil).databaseActor
        _ = try await database.read(as: service, [AccountEvent.recordSignOut(token), BrowserSession.end(token)])
    }

    /// All of a person's but `kept`, on our pages and in applications.
    package func everywhere(_ user: ID<User>, except kept: ID<AccountSession>? = nil) async throws {
        let service = try Persona.service(store: nil).databaseActor
        let ended = AccountEvent.signedOutEverywhere.record(of: user)
        _ = try await database.read(as: service, [AccountSession.endAll(of: user, except: kept), ended])
    }
}

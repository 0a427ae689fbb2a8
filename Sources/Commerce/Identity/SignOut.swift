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
        _ = try await database.read(as: try Persona.service(store: nil).databaseActor, [
                AccountEvent.recordSignOut(token), DashboardSession.delete(token),
            ])
    }

    package func everywhere(_ user: ID<User>) async throws {
        let service = try Persona.service(store: nil).databaseActor
        _ = try await database.read(
            as: service, [DashboardSession.deleteAll(of: user), AccountEvent.signedOutEverywhere.record(of: user)])
    }
}

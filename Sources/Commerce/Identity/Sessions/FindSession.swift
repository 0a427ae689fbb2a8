package import Foundation
package import Postgres

/// Who a session's cookie belongs to, and which stores they own or work in.
package struct FindSession: Sendable {
    /// A use is written down once in this time, not with every page.
    private static let useInterval: TimeInterval = 3_600

    private let database: Database
    private let now: @Sendable () -> Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    /// Nil for a cookie that was never given out, has expired, was signed out, or still lacks the second factor.
    package func callAsFunction(_ cookie: String) async throws -> FoundSession? {
        guard let found = try await whoever(cookie, in: .platform), !found.needsSecondFactor else { return nil }
        let service = try Persona.service(store: nil).databaseActor
        let memberships = try await database.read(as: service, Membership.list(of: found.user.id), as: Membership.self)
        return FoundSession(user: found.user, session: found.session, memberships: memberships)
    }

    /// Who holds the cookie in a realm, be it that a second factor is still missing.
    package func whoever(_ cookie: String, in realm: Realm) async throws -> SessionHolder? {
        guard let token = SessionToken(cookie) else { return nil }
        let service = try Persona.service(store: nil).databaseActor
        let date = now()
        let found = try await database.read(as: service, [BrowserSession.find(token, in: realm, at: date)])
        guard let row = found[0].first else { return nil }
        let lastUse: Date = try row["last_used_at"]
        if date.timeIntervalSince(lastUse) > Self.useInterval {
            _ = try await database.read(as: service, [BrowserSession.noteUse(token, at: date)])
        }
        return SessionHolder(
            user: SignedInUser(id: try row["id"], email: try row["email"]),
            session: try row["session_id"],
            needsSecondFactor: try row["needs_second_factor"]
        )
    }
}

/// Who holds a cookie.
package struct SessionHolder: Hashable, Sendable {
    package let user: SignedInUser
    package let session: ID<AccountSession>
    package let needsSecondFactor: Bool
}

/// A session of the dashboard that the database has confirmed.
package struct FoundSession: Hashable, Sendable {
    package let user: SignedInUser
    package let session: ID<AccountSession>
    package let memberships: [Membership]
}

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

    /// Nil for a cookie that was never given out, has expired or was signed out.
    package func callAsFunction(_ cookie: String) async throws -> FoundSession? {
        guard let token = SessionToken(cookie) else { return nil }
        let service = try Persona.service(store: nil).databaseActor
        let date = now()
        let found = try await database.read(as: service, [DashboardSession.findUser(token, at: date)])
        guard let row = found[0].first else { return nil }
        let lastUse: Date = try row["last_used_at"]
        if date.timeIntervalSince(lastUse) > Self.useInterval {
            _ = try await database.read(as: service, [DashboardSession.noteUse(token, at: date)])
        }
        let user = SignedInUser(id: try row["id"], email: try row["email"])
        let memberships = try await database.read(as: service, Membership.list(of: user.id), as: Membership.self)
        return FoundSession(user: user, memberships: memberships)
    }
}

/// A session that the database has confirmed.
package struct FoundSession: Hashable, Sendable {
    package let user: SignedInUser
    package let memberships: [Membership]
}

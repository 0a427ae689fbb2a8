import Foundation
import Postgres

extension Accounts {
    /// Opens a session in the transaction that found out who it is for.
    func openSession(
        for account: Account, by method: AuthenticationMethod, from origin: SessionOrigin, on db: Connection
    ) async throws -> ID<AccountSession> {
        let id: ID<AccountSession> = ids.make()
        let date = now()
        _ = try await db.pipeline([
            AccountSession.insert(id, of: account.id, from: origin, isStrong: false, at: date),
            AccountSession.noteMethod(method, of: account.id, in: id, at: date),
            Account.noteSignIn(account.id, at: date),
            AccountEvent.signedIn.record(of: account.id),
        ])
        return id
    }

    /// The same for our own pages, with a cookie.
    func openBrowserSession(
        for account: Account, by method: AuthenticationMethod, from origin: SessionOrigin, on db: Connection
    ) async throws -> BrowserSession {
        let session = BrowserSession(
            id: try await openSession(for: account, by: method, from: origin, on: db),
            user: account.user,
            token: SessionToken(),
            openedAt: now(),
            needsSecondFactor: account.hasFactor
        )
        try await db.execute(BrowserSession.insert(session))
        return session
    }
}

import Foundation
import Postgres

/// Opens a session of our own pages with the code that came back from a provider: for the browser that holds what the code
/// was asked for with, and for no other.
package struct EnterByCode: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``FlowError`` or ``RateLimited``
    package func callAsFunction(code: String, verifier: String, in realm: Realm, from origin: SessionOrigin)
        async throws -> BrowserSession
    {
        try await accounts.limiter.take(.verify, from: origin.address)
        return try await accounts.transaction { db in
            let (account, method) = try await accounts.spend(code: code, verifier: verifier, in: realm, on: db)
            return try await accounts.openBrowserSession(for: account, by: method, from: origin, on: db)
        }
    }

    /// Only spends it: who it is for is signed in, and has a further way to do so from now on.
    package func confirmed(code: String, verifier: String, of user: ID<User>, in realm: Realm) async throws {
        try await accounts.transaction { db in
            let (account, _) = try await accounts.spend(code: code, verifier: verifier, in: realm, on: db)
            guard account.id == user else { throw FlowError.notFound }
        }
    }
}

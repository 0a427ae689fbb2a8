package import Foundation
package import Postgres

/// Opens a dashboard session for who knows an account's password.
package struct SignIn: Sendable {
    private let database: Database
    private let passwords: PasswordHasher
    private let now: @Sendable () -> Date

    package init(database: Database, passwords: PasswordHasher, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.passwords = passwords
        self.now = now
    }

    /// - Parameters:
    ///   - address: where the request came from, and `userAgent` with what; shown in the list of sessions.
    /// - Throws: ``SignInError/wrongCredentials``, the same and after the same time whether the account, its password
    ///   or its right to enter is missing.
    package func callAsFunction(
        email: String,
        password: Secret,
        from address: InetAddress? = nil,
        userAgent: String? = nil
    ) async throws -> DashboardSession {
        let service = try Persona.service(store: nil).databaseActor
        let found = try await database.read(as: service, Account.find(email: email), as: Account.self).first
        let isKnown = await passwords.matches(password, found?.passwordHash)
        guard isKnown, let account = found, account.mayEnter(at: now()) else {
            noteFailure(of: found)
            throw SignInError.wrongCredentials
        }
        let session = DashboardSession(user: account.user, token: SessionToken(), openedAt: now())
        let rehashed = try await strongerHash(of: password, for: account)
        try await database.transaction(as: service) { db in
            try await db.execute(DashboardSession.insert(session, from: address, userAgent: userAgent))
            _ = try await db.query(AccountEvent.signedIn.record(of: account.user.id))
            try await db.execute(Account.noteSignIn(account.user.id, at: session.openedAt, rehashed: rehashed))
        }
        return session
    }

    /// Beside the answer, so that its time does not tell whether there is such an account.
    private func noteFailure(of account: Account?) {
        guard let account else { return }
        Task {
            let service = try Persona.service(store: nil).databaseActor
            _ = try await database.read(as: service, [AccountEvent.signInFailed.record(of: account.user.id)])
        }
    }

    /// An account whose password was hashed at a lower cost is brought to today's without asking.
    private func strongerHash(of password: Secret, for account: Account) async throws -> PasswordHash? {
        guard let cost = account.passwordHash?.cost, cost < passwords.cost else { return nil }
        guard let accepted = try? Password(password.reveal()) else { return nil }
        return try await passwords.hash(accepted)
    }
}

package enum SignInError: Error, Hashable {
    case wrongCredentials
}

extension SignInError: CustomStringConvertible {
    package var description: String {
        "This e-mail address and password do not belong together; check both, or reset the password."
    }
}

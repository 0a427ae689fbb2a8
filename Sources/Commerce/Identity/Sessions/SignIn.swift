import Foundation
import Postgres

/// Opens a session of our own pages for who knows an account's password.
package struct SignIn: Sendable {
    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// - Throws: ``SignInError`` or ``RateLimited``. ``SignInError/wrongCredentials`` is the same and comes after the same
    ///   time whether the account, its password or its right to enter is missing.
    package func callAsFunction(
        email: String, password: Secret, in realm: Realm = .platform, from origin: SessionOrigin
    ) async throws -> BrowserSession {
        let account = try await accounts.authenticate(email: email, password: password, in: realm, from: origin)
        return try await accounts.transaction { db in
            try await accounts.openBrowserSession(for: account, by: .password, from: origin, on: db)
        }
    }
}

extension Accounts {
    /// Whose address and password these are. A right password is never counted against anybody.
    func authenticate(
        email: String, password: Secret, in realm: Realm, from origin: SessionOrigin
    ) async throws -> Account {
        let account = "\(realm.postgresValue) \(email)"
        try await limiter.take(.signIn, from: origin.address)
        try await limiter.take(.signInToAccount, from: origin.address, about: account)
        let service = try Persona.service(store: nil).databaseActor
        let found = try await database.read(as: service, Account.find(email: email, in: realm), as: Account.self).first
        let isKnown = await passwords.matches(password, found?.passwordHash)
        guard isKnown, let found, found.mayEnter(at: now()) else {
            noteFailure(of: found)
            throw SignInError.wrongCredentials
        }
        limiter.giveBack(.signInToAccount, from: origin.address, about: account)
        limiter.giveBack(.signIn, from: origin.address)
        guard found.isConfirmed else { throw SignInError.addressNotConfirmed }
        try await strengthen(password, of: found)
        return found
    }

    /// Beside the answer, so that its time does not tell whether there is such an account.
    private func noteFailure(of account: Account?) {
        guard let account else { return }
        Task {
            try await transaction { db in _ = try await db.query(AccountEvent.signInFailed.record(of: account.id)) }
        }
    }

    /// A password that was hashed at a lower cost is brought to today's without asking.
    private func strengthen(_ password: Secret, of account: Account) async throws {
        guard let cost = account.passwordHash?.cost, cost < passwords.cost else { return }
        let rehashed = try await passwords.hash(known: password)
        try await transaction { db in
            _ = try await db.execute(Account.noteSignIn(account.id, at: now(), rehashed: rehashed))
        }
    }
}

package enum SignInError: Error, Hashable {
    case wrongCredentials
    /// The password is right, and the letter with the link was not answered yet.
    case addressNotConfirmed
}

extension SignInError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrongCredentials:
            "This e-mail address and password do not belong together; check both, or reset the password."
        case .addressNotConfirmed:
            "Open the link in the letter that we sent you first, or let us send it again."
        }
    }
}

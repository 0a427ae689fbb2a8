package import Foundation
import Postgres

/// Does what a letter offered: confirms an address, changes it, or shows who is there so that a session can be opened.
package struct AnswerLetter: Sendable {
    /// What an answer led to.
    package enum Outcome: Sendable {
        case done(Account, flow: UUID?)
        /// One of the two letters of a change of address was answered; the other is still open.
        case oneOfTwo(Account)
    }

    private let accounts: Accounts

    package init(_ accounts: Accounts) {
        self.accounts = accounts
    }

    /// Whether a link would still do; spends nothing.
    package func isOpen(_ link: String, _ type: VerificationType, in realm: Realm) async throws -> Bool {
        let service = try Persona.service(store: nil).databaseActor
        let statement = OneTimeToken.isOpen(link: link, kinds: type.kinds, in: realm, at: accounts.now())
        return try await accounts.database.read(as: service, [statement])[0][0][0]
    }

    /// Answers on a page of ours, and opens a session there.
    /// - Throws: ``AccountError/linkSpent`` or ``RateLimited``. Nil after the first of two letters.
    package func openingBrowserSession(
        _ answer: LetterAnswer, _ type: VerificationType, in realm: Realm, from origin: SessionOrigin
    ) async throws -> BrowserSession? {
        try await run(answer, type, in: realm, from: origin) { outcome, db in
            guard case .done(let account, _) = outcome else { return nil }
            return try await accounts.openBrowserSession(for: account, by: type.method, from: origin, on: db)
        }
    }

    /// Answers, and goes on with what came of it in the same transaction.
    func run<Value: Sendable>(
        _ answer: LetterAnswer, _ type: VerificationType, in realm: Realm, from origin: SessionOrigin,
        then next: (Outcome, Connection) async throws -> Value
    ) async throws -> Value {
        try await accounts.limit(answer, from: origin.address)
        let value: Value? = try await accounts.transaction { db in
            guard let token = try await accounts.spend(answer, kinds: type.kinds, in: realm, on: db),
                let account = try await db.first(Account.lock(token.user), as: Account.self),
                account.mayEnter(at: accounts.now())
            else { return nil }
            return try await next(try await accounts.apply(token, to: account, on: db), db)
        }
        // Thrown outside, because the attempt that was counted has to be committed.
        guard let value else { throw AccountError.linkSpent }
        return value
    }
}

extension Accounts {
    /// What a token is good for.
    func apply(_ token: OneTimeToken, to account: Account, on db: Connection) async throws -> AnswerLetter.Outcome {
        switch token.kind {
        case .emailChangeNew, .emailChangeCurrent:
            return try await changeAddress(of: account, token, on: db)
        case .confirmation, .recovery, .reauthentication:
            // Only the address that the letter went to is confirmed by it.
            guard account.email?.lowercased() == token.relatesTo.lowercased() else { throw AccountError.linkSpent }
            try await db.execute(Account.confirm(account.id, at: now()))
            try await db.execute(Identity.insertEmail(of: account.id, at: now()))
            try await becomeCustomer(account.id, in: account.realm, on: db)
            return .done(try await db.one(Account.find(account.id, in: account.realm)), flow: token.flow)
        }
    }
}

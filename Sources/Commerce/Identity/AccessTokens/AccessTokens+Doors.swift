import Foundation
package import Postgres

/// The ways into a session that applications have.
extension AccessTokens {
    /// - Throws: ``SignInError`` or ``RateLimited``
    package func signIn(email: String, password: Secret, in realm: Realm, from origin: SessionOrigin) async throws
        -> TokenGrant
    {
        let account = try await accounts.authenticate(email: email, password: password, in: realm, from: origin)
        return try await open(for: account, by: .password, from: origin)
    }

    /// An account without an address, such as for a guest's cart.
    package func signInAnonymously(metadata: JSON, in realm: Realm, from origin: SessionOrigin) async throws
        -> TokenGrant
    {
        try await accounts.limiter.take(.anonymousSignUp, from: origin.address)
        let draft = AccountDraft(
            id: accounts.ids.make(), realm: realm, appMetadata: JSON(text: "{}"), userMetadata: metadata)
        return try await grant(
            try await accounts.transaction { db in
                _ = try await db.execute(Account.insert(draft, at: accounts.now()))
                let account = try await db.one(Account.find(draft.id, in: realm), as: Account.self)
                return try await self.draft(for: account, by: .anonymous, from: origin, on: db)
            })
    }

    /// What an answered letter leads to.
    package enum Answer: Sendable {
        case session(TokenGrant)
        /// For the application whose challenge it is.
        case code(String)
        /// One of the two letters of a change of address.
        case oneOfTwo
    }

    /// - Parameter isBrowser: whether a browser opened the link; then an application that has sent a challenge gets a code.
    /// - Throws: ``AccountError/linkSpent`` or ``RateLimited``
    package func answer(
        _ answer: LetterAnswer, _ type: VerificationType, in realm: Realm, isBrowser: Bool = false,
        from origin: SessionOrigin
    ) async throws -> Answer {
        let step: Step = try await AnswerLetter(accounts).run(answer, type, in: realm, from: origin) { outcome, db in
            switch outcome {
            case .oneOfTwo: return .oneOfTwo
            case .done(let account, let flow?) where isBrowser:
                return .code(try await accounts.issueCode(for: flow, account: account, by: type.method, on: db))
            case .done(let account, _):
                return .session(try await draft(for: account, by: type.method, from: origin, on: db))
            }
        }
        switch step {
        case .oneOfTwo: return .oneOfTwo
        case .code(let code): return .code(code)
        case .session(let draft): return .session(try await grant(draft))
        }
    }

    private enum Step: Sendable {
        case session(Draft), code(String), oneOfTwo
    }
}

import Crypto
package import Foundation
import Postgres

/// What an application says in advance so that nobody else can use what comes back to it (RFC 7636).
package struct CodeChallenge: Hashable, Sendable {
    let method: String
    let challenge: String

    /// Nil unless both are there and well formed.
    package init?(_ challenge: String?, method: String?) {
        guard let challenge, challenge.wholeMatch(of: /[A-Za-z0-9._~-]{43,128}/) != nil else { return nil }
        let method = (method ?? "").lowercased()
        guard ["s256", "plain"].contains(method) else { return nil }
        (self.challenge, self.method) = (challenge, method)
    }

    /// Of a verifier of our own pages.
    package init(of verifier: String) {
        (method, challenge) = ("s256", Self.hash(verifier))
    }

    /// As an application sends it along.
    package var query: String { "code_challenge=\(challenge)&code_challenge_method=\(method)" }

    static func matches(_ verifier: String, challenge: String, method: String) -> Bool {
        method == "plain" ? verifier == challenge : hash(verifier) == challenge
    }

    private static func hash(_ verifier: String) -> String {
        Data(SHA256.hash(data: Data(verifier.utf8))).base64URL
    }
}

/// A sign-in that is under way and comes back, by letter or from a provider.
struct FlowState: Sendable {
    /// Ten minutes at a provider's page; a day for a letter.
    static let lifetime: TimeInterval = 86_400
    static let codeLifetime: TimeInterval = 300

    let id: UUID
    let realm: Realm
    var provider = "email"
    var method = AuthenticationMethod.otp
    var challenge: CodeChallenge?
    var redirect = ""
    /// For who is signed in already and adds a way to sign in.
    var linking: ID<User>?
    var stateHash: String?

    func insert(at date: Date) -> SQL {
        """
        INSERT INTO auth.flow_state (id, instance_id, user_id, links_identity, provider_type, state_hash, redirect_to,
            code_challenge_method, code_challenge, authentication_method, expires_at, created_at, updated_at)
        VALUES (\(id), \(realm), \(linking), \(linking != nil), \(provider), \(stateHash), \(redirect),
            \(challenge?.method), \(challenge?.challenge), \(method),
            \(date + (stateHash == nil ? Self.lifetime : 600)), \(date), \(date))
        """
    }

    static func issueCode(
        _ code: String, for flow: UUID, user: ID<User>, by method: AuthenticationMethod, at date: Date
    )
        -> SQL
    {
        """
        UPDATE auth.flow_state SET user_id = \(user), auth_code_hash = \(OneTimeSecret.hash(ofLink: code)),
            auth_code_issued_at = \(date), authentication_method = \(method), updated_at = \(date)
        WHERE id = \(flow) AND expires_at > \(date) RETURNING id
        """
    }

    static func spend(code: String, in realm: Realm) -> SQL {
        """
        DELETE FROM auth.flow_state
        WHERE auth_code_hash = \(OneTimeSecret.hash(ofLink: code)) AND instance_id = \(realm)
        RETURNING user_id, code_challenge, code_challenge_method, authentication_method, auth_code_issued_at
        """
    }

    static let forgetExpired: SQL = "DELETE FROM auth.flow_state WHERE expires_at < now() - interval '1 day'"
}

package enum FlowError: Error, Hashable, CustomStringConvertible {
    case notFound, expired, wrongVerifier

    package var description: String { "This sign-in took too long or was begun elsewhere; start again." }
}

extension Accounts {
    /// Notes an application's challenge before a letter goes out.
    package func beginFlow(_ challenge: CodeChallenge?, in realm: Realm) async throws -> UUID? {
        guard let challenge else { return nil }
        let flow = FlowState(id: UUID(), realm: realm, challenge: challenge)
        try await transaction { db in _ = try await db.execute(flow.insert(at: now())) }
        return flow.id
    }

    /// Whose code it is, once, for who holds the verifier of its challenge.
    /// - Throws: ``FlowError``
    func spend(code: String, verifier: String, in realm: Realm, on db: Connection) async throws
        -> (Account, AuthenticationMethod)
    {
        guard let row = try await db.first(FlowState.spend(code: code, in: realm)),
            let user: ID<User> = try row["user_id"], let issued: Date = try row["auth_code_issued_at"],
            let challenge: String = try row["code_challenge"]
        else { throw FlowError.notFound }
        guard now().timeIntervalSince(issued) <= FlowState.codeLifetime else { throw FlowError.expired }
        guard CodeChallenge.matches(verifier, challenge: challenge, method: try row["code_challenge_method"]) else {
            throw FlowError.wrongVerifier
        }
        guard let account = try await db.first(Account.find(user, in: realm), as: Account.self),
            account.mayEnter(at: now())
        else { throw FlowError.notFound }
        return (account, try row["authentication_method"])
    }

    /// The code that leads an application from an answered letter to its session.
    func issueCode(for flow: UUID, account: Account, by method: AuthenticationMethod, on db: Connection) async throws
        -> String
    {
        let code = UUID().uuidString.lowercased()
        let statement = FlowState.issueCode(code, for: flow, user: account.id, by: method, at: now())
        guard try await db.first(statement) != nil else { throw FlowError.expired }
        return code
    }
}

extension AccessTokens {
    /// Exchanges the code that came back for a session.
    /// - Throws: ``FlowError``
    package func exchange(code: String, verifier: String, in realm: Realm, from origin: SessionOrigin) async throws
        -> TokenGrant
    {
        try await grant(
            try await accounts.transaction { db in
                let (account, method) = try await accounts.spend(code: code, verifier: verifier, in: realm, on: db)
                return try await draft(for: account, by: method, from: origin, on: db)
            })
    }
}

import Crypto
import Foundation
import Postgres

/// Signing in with Google or Apple: the way there, the way back, and what an account is then.
package struct SignInWithProvider: Sendable {
    private let tokens: AccessTokens
    private let openID: any OpenIDConnect
    private let registrations: [ProviderName: ProviderRegistration]
    private let key: SymmetricKey

    private var accounts: Accounts { tokens.accounts }

    package init(
        _ tokens: AccessTokens, openID: any OpenIDConnect, registrations: [ProviderName: ProviderRegistration],
        secretKey: SecretKey
    ) {
        self.tokens = tokens
        self.openID = openID
        self.registrations = registrations
        key = secretKey.key(for: .openIDFlows)
    }

    package var providers: Set<ProviderName> { Set(registrations.keys) }

    /// Where to send the browser, and the state that is to come back with it.
    package struct Departure: Sendable {
        package let address: String
        package let state: String
    }

    /// What came back led to.
    package struct Arrival: Sendable {
        package enum Outcome: Sendable {
            case session(TokenGrant)
            case code(String)
        }

        package let outcome: Outcome
        package let redirect: String
    }

    /// - Parameter linking: who is signed in already and adds this way to sign in.
    package func depart(
        to provider: ProviderName, at home: RealmHome, redirect: String?, challenge: CodeChallenge?,
        linking: ID<User>? = nil, prompt: String? = nil
    ) async throws -> Departure {
        guard let registration = registrations[provider] else { throw OpenIDError.notConfigured }
        let state = Data.random(count: 24).base64URL
        let flow = FlowState(
            id: UUID(), realm: home.realm, provider: provider.rawValue, method: .oauth, challenge: challenge,
            redirect: home.redirect(redirect, accounts.settings), linking: linking,
            stateHash: OneTimeSecret.hash(ofLink: state))
        let address = try await openID.address(
            of: provider, registration, for: step(state, at: home, prompt: prompt))
        try await accounts.transaction { db in _ = try await db.execute(flow.insert(at: accounts.now())) }
        return Departure(address: address, state: state)
    }

    /// - Throws: ``OpenIDError``, ``ProviderSignInError``
    package func arrive(state: String, code: String, at home: RealmHome, from origin: SessionOrigin) async throws
        -> Arrival
    {
        try await accounts.limiter.take(.verify, from: origin.address)
        let flow = try await spend(state: state, in: home.realm)
        guard let provider = ProviderName(rawValue: flow.provider), let registration = registrations[provider] else {
            throw OpenIDError.notConfigured
        }
        let identity = try await openID.identity(
            from: provider, registration, code: code, for: step(state, at: home, prompt: nil))
        let outcome = try await finish(identity, flow, from: origin)
        return Arrival(outcome: outcome, redirect: flow.redirect)
    }

    /// Where a failed way back leads: the application's own address, which the state remembers; our own door, which says
    /// what went wrong, where it remembers none.
    package func redirect(state: String, at home: RealmHome) async throws -> String {
        let service = try Persona.service(store: nil).databaseActor
        let found = try await accounts.database.read(as: service, [ProviderFlow.find(state: state, in: home.realm)])[0]
        return try found.first?["redirect_to"] ?? home.signInPage
    }

    /// With an id token that the application got by itself.
    package func signIn(
        with provider: ProviderName, idToken: String, nonce: String?, in realm: Realm, from origin: SessionOrigin
    ) async throws -> TokenGrant {
        guard let registration = registrations[provider] else { throw OpenIDError.notConfigured }
        try await accounts.limiter.take(.signIn, from: origin.address)
        let identity = try await openID.identity(from: provider, registration, idToken: idToken, nonce: nonce)
        return try await tokens.grant(
            try await accounts.transaction { db in
                let account = try await accounts.account(of: identity, in: realm, on: db)
                return try await tokens.draft(for: account, by: .oauth, from: origin, on: db)
            })
    }

    private func finish(_ identity: ProviderIdentity, _ flow: ProviderFlow, from origin: SessionOrigin) async throws
        -> Arrival.Outcome
    {
        let step: Step = try await accounts.transaction { db in
            let account =
                if let user = flow.linking {
                    try await accounts.link(identity, to: user, in: flow.realm, on: db)
                } else {
                    try await accounts.account(of: identity, in: flow.realm, on: db)
                }
            guard flow.hasChallenge else {
                return .session(try await tokens.draft(for: account, by: .oauth, from: origin, on: db))
            }
            return .code(try await accounts.issueCode(for: flow.id, account: account, by: .oauth, on: db))
        }
        switch step {
        case .code(let code): return .code(code)
        case .session(let draft): return .session(try await tokens.grant(draft))
        }
    }

    private enum Step: Sendable {
        case session(AccessTokens.Draft), code(String)
    }

    /// Once: a state that comes back again is nobody's.
    private func spend(state: String, in realm: Realm) async throws -> ProviderFlow {
        let statement = ProviderFlow.spend(state: state, in: realm, at: accounts.now())
        let row = try await accounts.transaction { db in try await db.first(statement, as: ProviderFlow.self) }
        guard let row else { throw OpenIDError.badState }
        return row
    }

    /// Nonce and verifier follow from the state, so that they need not be kept.
    private func step(_ state: String, at home: RealmHome, prompt: String?) -> ProviderAuthorization {
        func derive(_ purpose: String) -> String {
            Data(HMAC<SHA256>.authenticationCode(for: Data("\(purpose) \(state)".utf8), using: key)).base64URL
        }
        return ProviderAuthorization(
            state: state, nonce: derive("nonce"), verifier: derive("verifier"), callback: home.issuer + "/callback",
            prompt: prompt)
    }
}

extension SecretKey.Purpose {
    static let openIDFlows = Self("openid flows")
}

/// A way back that was found.
private struct ProviderFlow: PostgresRow {
    let id: UUID
    let realm: Realm
    let provider: String
    let redirect: String
    let linking: ID<User>?
    let hasChallenge: Bool

    init(row: Row) throws {
        id = try row["id"]
        realm = try row["instance_id"]
        provider = try row["provider_type"]
        redirect = try row["redirect_to"]
        linking = try row["links_identity"] ? try row["user_id"] : nil
        hasChallenge = try row["has_challenge"]
    }

    static func spend(state: String, in realm: Realm, at date: Date) -> SQL {
        """
        UPDATE auth.flow_state SET state_hash = NULL, updated_at = \(date)
        WHERE state_hash = \(OneTimeSecret.hash(ofLink: state)) AND instance_id = \(realm) AND expires_at > \(date)
        RETURNING id, instance_id, provider_type, redirect_to, user_id, links_identity,
            code_challenge IS NOT NULL AS has_challenge
        """
    }

    static func find(state: String, in realm: Realm) -> SQL {
        """
        SELECT redirect_to FROM auth.flow_state
        WHERE state_hash = \(OneTimeSecret.hash(ofLink: state)) AND instance_id = \(realm)
        """
    }
}

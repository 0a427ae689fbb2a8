package import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Postgres

/// Accounts as Supabase Auth's clients speak of them.
package struct Auth: Sendable {
    package let accounts: Accounts
    package let tokens: AccessTokens
    package let verifier: TokenVerifier
    package let providers: SignInWithProvider
    let isSecure: Bool

    package init(
        accounts: Accounts, keys: SigningKeys, secretKey: SecretKey, openID: any OpenIDConnect,
        registrations: [ProviderName: ProviderRegistration]
    ) {
        self.accounts = accounts
        tokens = AccessTokens(accounts, keys: keys, secretKey: secretKey)
        verifier = TokenVerifier(keys: keys, now: accounts.now)
        providers = SignInWithProvider(
            tokens, openID: openID, registrations: registrations, secretKey: secretKey)
        isSecure = accounts.settings.baseURL.hasPrefix("https:")
    }
}

extension Auth {
    /// Who is signed in, by the token in `Authorization`, whose session still has to be open.
    func caller(_ request: Request, _ context: AuthRequestContext) async throws -> AccessToken {
        guard let token = Self.bearer(request) else { throw AuthProblem.noAuthorization }
        let home = try await accounts.home(of: context.realm)
        guard case .user(let caller) = try await verifier.verify(token, at: home) else {
            throw AuthProblem(.forbidden, "bad_jwt", "invalid claim: missing sub claim")
        }
        _ = try await accounts.session(of: caller)
        return caller
    }

    /// Only the operator's programs.
    func requireService(_ request: Request, _ context: AuthRequestContext) async throws {
        guard let token = Self.bearer(request) ?? request.headers[.apiKey] else { throw AuthProblem.noAuthorization }
        let home = try await accounts.home(of: context.realm)
        guard try await verifier.verify(token, at: home) == .serviceKey else { throw AuthProblem.notAdmin }
    }

    private static func bearer(_ request: Request) -> String? {
        guard let header = request.headers[.authorization],
            let match = header.wholeMatch(of: /[Bb]earer +(.+)/)
        else { return nil }
        return String(match.1)
    }

    /// Where an answer may lead back to; a page before the link asked for it in its address or in a header.
    static func redirect(_ request: Request) throws -> String? {
        let asked = try Query(request)["redirect_to"]
        if !asked.isEmpty { return asked }
        return nil
    }
}

/// A session as clients read it.
struct SessionAnswer: Encodable {
    let grant: TokenGrant

    enum CodingKeys: String, CodingKey {
        case user
        case accessToken = "access_token", tokenType = "token_type", expiresIn = "expires_in"
        case expiresAt = "expires_at", refreshToken = "refresh_token"
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(grant.accessToken, forKey: .accessToken)
        try values.encode("bearer", forKey: .tokenType)
        try values.encode(grant.lifetime, forKey: .expiresIn)
        try values.encode(grant.expiresAt, forKey: .expiresAt)
        try values.encode(grant.refreshToken, forKey: .refreshToken)
        try values.encode(grant.user, forKey: .user)
    }
}

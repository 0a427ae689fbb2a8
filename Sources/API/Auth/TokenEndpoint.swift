import Commerce
import HTTPSupport
import Hummingbird

/// `POST /token`
struct TokenEndpoint: Sendable {
    let auth: Auth

    @Sendable func post(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let body = try await AuthBody(request)
        let origin = context.origin(of: request)
        let grant =
            switch try Query(request)["grant_type"] {
            case "password": try await password(body, context, origin)
            case "refresh_token": try await refresh(body, context)
            case "pkce": try await code(body, context, origin)
            case "id_token": try await idToken(body, context, origin)
            default: throw AuthProblem.invalid("unsupported_grant_type")
            }
        return try JSONAnswer(SessionAnswer(grant: grant))
    }

    private func password(_ body: AuthBody, _ context: AuthRequestContext, _ origin: SessionOrigin) async throws
        -> TokenGrant
    {
        guard body["phone"] == nil else {
            throw AuthProblem(.unprocessableContent, "phone_provider_disabled", "Phone logins are disabled")
        }
        return try await auth.tokens.signIn(
            email: body["email"] ?? "", password: Secret(body["password"] ?? ""), in: context.realm, from: origin)
    }

    private func refresh(_ body: AuthBody, _ context: AuthRequestContext) async throws -> TokenGrant {
        guard let token = body["refresh_token"] else { throw AuthProblem.invalid("refresh_token required") }
        try await auth.accounts.limiter.take(.refresh, from: context.clientAddress)
        return try await auth.tokens.refresh(token, in: context.realm)
    }

    private func code(_ body: AuthBody, _ context: AuthRequestContext, _ origin: SessionOrigin) async throws
        -> TokenGrant
    {
        guard let code = body["auth_code"], let verifier = body["code_verifier"] else {
            throw AuthProblem.invalid("invalid request: both auth code and code verifier should be non-empty")
        }
        try await auth.accounts.limiter.take(.verify, from: context.clientAddress)
        return try await auth.tokens.exchange(code: code, verifier: verifier, in: context.realm, from: origin)
    }

    private func idToken(_ body: AuthBody, _ context: AuthRequestContext, _ origin: SessionOrigin) async throws
        -> TokenGrant
    {
        guard let token = body["id_token"] else { throw AuthProblem.invalid("id_token required") }
        guard let provider = body["provider"].flatMap(ProviderName.init(rawValue:)) else {
            throw OpenIDError.notConfigured
        }
        return try await auth.providers.signIn(
            with: provider, idToken: token, nonce: body["nonce"], in: context.realm, from: origin)
    }
}

package import AsyncHTTPClient
package import Commerce
package import Foundation

/// OpenID Connect with a provider over HTTP.
package struct OpenIDClient: OpenIDConnect {
    private let directory: ProviderDirectory
    private let http: OpenIDRequests
    private let now: @Sendable () -> Date

    package init(http: HTTPClient = .shared, now: @escaping @Sendable () -> Date = { Date() }) {
        self.http = OpenIDRequests(http: http)
        directory = ProviderDirectory(http: self.http)
        self.now = now
    }

    package func address(
        of provider: ProviderName, _ registration: ProviderRegistration, for step: ProviderAuthorization
    ) async throws -> String {
        let configuration = try await directory.configuration(of: registration)
        var fields = [
            ("response_type", "code"), ("client_id", registration.clientID), ("redirect_uri", step.callback),
            ("scope", provider == .apple ? "openid name email" : "openid email profile"), ("state", step.state),
            ("nonce", step.nonce), ("code_challenge", CodeProof.challenge(step.verifier)),
            ("code_challenge_method", "S256"),
        ]
        // Apple gives name and address by a form alone.
        if provider == .apple { fields.append(("response_mode", "form_post")) }
        if let prompt = step.prompt { fields.append(("prompt", prompt)) }
        let separator = configuration.authorizationEndpoint.contains("?") ? "&" : "?"
        return configuration.authorizationEndpoint + separator + OpenIDRequests.encode(fields)
    }

    package func identity(
        from provider: ProviderName, _ registration: ProviderRegistration, code: String, for step: ProviderAuthorization
    ) async throws -> ProviderIdentity {
        let configuration = try await directory.configuration(of: registration)
        let fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", step.callback),
            ("client_id", registration.clientID), ("client_secret", registration.clientSecret.reveal()),
            ("code_verifier", step.verifier),
        ]
        let answer = try await http.post(configuration.tokenEndpoint, fields, as: TokenAnswer.self)
        return try await identity(from: provider, registration, idToken: answer.idToken, nonce: step.nonce)
    }

    package func identity(
        from provider: ProviderName, _ registration: ProviderRegistration, idToken: String, nonce: String?
    ) async throws -> ProviderIdentity {
        let claims = try await directory.verify(idToken, for: registration)
        try claims.check(registration, nonce: nonce, at: now())
        return ProviderIdentity(
            provider: provider,
            subject: claims.sub,
            email: claims.email.flatMap { EmailAddress($0) },
            isVerified: claims.emailVerified,
            name: claims.name,
            picture: claims.picture
        )
    }
}

private struct TokenAnswer: Decodable, Sendable {
    let idToken: String

    enum CodingKeys: String, CodingKey {
        case idToken = "id_token"
    }
}

import Commerce
import HTTPTypes
import Hummingbird

/// `/settings`, `/health` and the public keys.
struct SettingsEndpoint: Sendable {
    let auth: Auth

    @Sendable func settings(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        var external: [String: JSONValue] = [
            "email": .bool(true), "phone": .bool(false), "anonymous_users": .bool(true),
        ]
        for provider in ProviderName.allCases {
            external[provider.rawValue] = .bool(auth.providers.providers.contains(provider))
        }
        let answer: JSONValue = [
            "external": .object(external), "disable_signup": .bool(false),
            "mailer_autoconfirm": .bool(auth.accounts.settings.confirmsByItself), "phone_autoconfirm": .bool(false),
            "sms_provider": "", "saml_enabled": .bool(false),
        ]
        return try JSONAnswer(answer)
    }

    @Sendable func health(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        try JSONAnswer([
            "name": "SellUsGenie", "version": "1", "description": "Accounts as Supabase Auth's clients speak of them",
        ])
    }

    @Sendable func keys(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        // A verifier that keeps them for ten minutes sees the next key long before it signs.
        try JSONAnswer(try await auth.tokens.keys.published(), headers: [.cacheControl: "public, max-age=600"])
    }
}

import Commerce
import Foundation
import Hummingbird
import Postgres

/// `POST /signup`
struct SignUpEndpoint: Sendable {
    let auth: Auth

    @Sendable func post(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let body = try await AuthBody(request)
        let origin = context.origin(of: request)
        let metadata = try JSON(encoding: body.metadata("data") ?? [:])
        guard body["email"] != nil || body["phone"] != nil || body["password"] != nil else {
            let grant = try await auth.tokens.signInAnonymously(metadata: metadata, in: context.realm, from: origin)
            return try JSONAnswer(SessionAnswer(grant: grant))
        }
        guard body["phone"] == nil else {
            throw AuthProblem(.badRequest, "phone_provider_disabled", "Phone signups are disabled")
        }
        let email = try body.requiredEmail()
        guard let text = body["password"] else { throw AuthProblem.invalid("Signup requires a valid password") }
        let flow = try await auth.accounts.beginFlow(body.challenge, in: context.realm)
        let outcome = try await SignUp(auth.accounts)(
            email: email, password: try Password(text), in: context.realm, metadata: metadata,
            link: .api(redirect: try Auth.redirect(request), flow: flow), from: origin)
        switch outcome {
        case .ready(let account):
            return try JSONAnswer(
                SessionAnswer(grant: try await auth.tokens.open(for: account, by: .password, from: origin)))
        case .letterSent:
            return try JSONAnswer(pending(email, body.metadata("data") ?? [:]))
        }
    }

    /// The same whether the address had an account or not: even the id is nobody's.
    private func pending(_ email: EmailAddress, _ metadata: JSONValue) -> JSONValue {
        let time = JSONValue.string(auth.accounts.now().formatted(.iso8601))
        let id = UUID().uuidString.lowercased()
        return [
            "id": .string(id), "aud": "authenticated", "role": "", "email": .string(email.text), "phone": "",
            "confirmation_sent_at": time, "created_at": time, "updated_at": time, "is_anonymous": .bool(false),
            "app_metadata": ["provider": "email", "providers": .array(["email"])], "user_metadata": metadata,
            "identities": .array([]),
        ]
    }
}

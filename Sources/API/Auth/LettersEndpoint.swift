import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// `POST /recover`, `/otp`, `/magiclink`, `/resend`: each answers the same whether the address has an account or not.
struct LettersEndpoint: Sendable {
    let auth: Auth

    @Sendable func recover(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let body = try await AuthBody(request)
        let email = try body.requiredEmail()
        try await RequestPasswordReset(auth.accounts)(
            email: email, in: context.realm, link: try await link(request, body, context), from: context.clientAddress)
        return try .empty()
    }

    @Sendable func magicLink(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let body = try await AuthBody(request)
        guard body["phone"] == nil else {
            throw AuthProblem(.badRequest, "phone_provider_disabled", "Unsupported phone provider")
        }
        let email = try body.requiredEmail()
        try await SendMagicLink(auth.accounts)(
            email: email, in: context.realm, makesAccount: body.flag("create_user") ?? true,
            metadata: try JSON(encoding: body.metadata("data") ?? [:]), link: try await link(request, body, context),
            from: context.clientAddress)
        return try .empty()
    }

    @Sendable func resend(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let body = try await AuthBody(request)
        guard let type = body["type"].flatMap(VerificationType.init(rawValue:)), [.signUp, .emailChange].contains(type)
        else { throw AuthProblem.invalid("Missing one of these types: signup, email_change, sms, phone_change") }
        let email = try body.requiredEmail()
        try await ResendLetter(auth.accounts)(
            type, email: email, in: context.realm, link: try await link(request, body, context),
            from: context.clientAddress)
        return try .empty()
    }

    private func link(_ request: Request, _ body: AuthBody, _ context: AuthRequestContext) async throws -> LetterLink {
        let flow = try await auth.accounts.beginFlow(body.challenge, in: context.realm)
        return .api(redirect: try Auth.redirect(request), flow: flow)
    }
}

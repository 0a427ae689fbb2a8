import Commerce
import HTTPSupport
import Hummingbird

/// `/verify`: what a letter's link leads to, and where an application sends the digits.
struct VerifyEndpoint: Sendable {
    let auth: Auth

    /// A browser, which is led on to the application.
    @Sendable func get(_ request: Request, context: AuthRequestContext) async throws -> LeadOn {
        let query = try Query(request)
        let home = try await auth.accounts.home(of: context.realm)
        let target = home.redirect(query["redirect_to"], auth.accounts.settings)
        guard let type = VerificationType(rawValue: query["type"]), !query["token"].isEmpty else {
            throw AuthProblem.invalid("Verify requires a token and a type")
        }
        do {
            let answer = try await auth.tokens.answer(
                .link(query["token"]), type, in: context.realm, isBrowser: true, from: context.origin(of: request))
            switch answer {
            case .session(let grant): return LeadOn(to: target, session: grant, type: type.rawValue)
            case .code(let code): return LeadOn(to: target, code: code)
            case .oneOfTwo: return LeadOn(to: target, message: Self.oneOfTwo)
            }
        } catch {
            guard let problem = AuthProblem(error) else { throw error }
            return LeadOn(to: target, problem: problem)
        }
    }

    @Sendable func post(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let body = try await AuthBody(request)
        guard let type = body["type"].flatMap(VerificationType.init(rawValue:)) else {
            throw AuthProblem.invalid("Verify requires a verification type")
        }
        let answer = try await auth.tokens.answer(
            try letterAnswer(body), type, in: context.realm, from: context.origin(of: request))
        switch answer {
        case .session(let grant): return try JSONAnswer(SessionAnswer(grant: grant))
        case .oneOfTwo: return try JSONAnswer(["msg": Self.oneOfTwo, "code": "200"])
        case .code: throw AuthProblem.notFound
        }
    }

    private func letterAnswer(_ body: AuthBody) throws -> LetterAnswer {
        if let hash = body["token_hash"] { return .link(hash) }
        guard let token = body["token"], let email = try body.email() else {
            throw AuthProblem.invalid("Only an email address and token, or a token_hash, can be verified")
        }
        return .code(token, email: email.text)
    }

    private static let oneOfTwo =
        "Confirmation link accepted. Please proceed to confirm link sent to the other email"
}

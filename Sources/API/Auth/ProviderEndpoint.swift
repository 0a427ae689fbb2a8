import Commerce
import HTTPSupport
import Hummingbird

/// `/authorize`, `/callback` and `/user/identities`: signing in with Google or Apple.
struct ProviderEndpoint: Sendable {
    let auth: Auth

    @Sendable func authorize(_ request: Request, context: AuthRequestContext) async throws -> LeadOn {
        do {
            let departure = try await depart(request, context, linking: nil)
            return LeadOn(to: departure.address, cookie: flowCookie(departure.state))
        } catch OpenIDError.unreachable {
            let home = try await auth.accounts.home(of: context.realm)
            let target = home.redirect(try Query(request)["redirect_to"], auth.accounts.settings)
            guard let problem = AuthProblem(OpenIDError.unreachable) else { throw OpenIDError.unreachable }
            return LeadOn(to: target, problem: problem)
        }
    }

    /// For who is signed in: adds a way to sign in.
    @Sendable func link(_ request: Request, context: AuthRequestContext) async throws -> Response {
        let caller = try await auth.caller(request, context)
        let departure = try await depart(request, context, linking: caller.subject)
        var response =
            if try Query(request)["skip_http_redirect"] == "true" {
                try JSONAnswer(["url": departure.address]).response(from: request, context: context)
            } else {
                try LeadOn(to: departure.address, cookie: flowCookie(departure.state))
                    .response(from: request, context: context)
            }
        response.setCookie(flowCookie(departure.state))
        return response
    }

    /// Google comes back with GET, Apple with POST.
    @Sendable func callback(_ request: Request, context: AuthRequestContext) async throws -> LeadOn {
        let fields = request.method == .post ? try await Form(request) : nil
        let query = try Query(request)
        func field(_ name: String) -> String { fields?[name] ?? query[name] }
        let home = try await auth.accounts.home(of: context.realm)
        let state = field("state")
        let target = try await auth.providers.redirect(state: state, at: home)
        do {
            guard request.cookies[ProviderFlow.cookie].map({ $0.value == state }) ?? false else {
                throw OpenIDError.badState
            }
            guard field("error").isEmpty else { throw OpenIDError.refused(field("error")) }
            let arrival = try await auth.providers.arrive(
                state: state, code: field("code"), at: home, from: context.origin(of: request))
            return leadOn(arrival)
        } catch {
            guard let problem = AuthProblem(error) else { throw error }
            return LeadOn(to: target, problem: problem)
        }
    }

    @Sendable func unlink(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let caller = try await auth.caller(request, context)
        do {
            try await auth.accounts.unlink(
                context.parameters.get("identity") ?? "", of: caller.subject, in: context.realm)
        } catch AccountError.notFound {
            throw AuthProblem(.unprocessableContent, "identity_not_found", "Identity doesn't exist")
        }
        return try .empty()
    }

    private func depart(_ request: Request, _ context: AuthRequestContext, linking: ID<User>?) async throws
        -> SignInWithProvider.Departure
    {
        let query = try Query(request)
        guard let provider = ProviderName(rawValue: query["provider"]) else {
            throw AuthProblem.invalid("Unsupported provider: Provider \(query["provider"]) could not be found")
        }
        var challenge: CodeChallenge?
        if !query["code_challenge"].isEmpty {
            challenge = CodeChallenge(query["code_challenge"], method: query["code_challenge_method"])
            guard challenge != nil else { throw AuthProblem.invalid("code challenge is not valid") }
        }
        let home = try await auth.accounts.home(of: context.realm)
        let prompt = query["prompt"]
        return try await auth.providers.depart(
            to: provider, at: home, redirect: query["redirect_to"], challenge: challenge, linking: linking,
            prompt: prompt.isEmpty ? nil : prompt)
    }

    private func leadOn(_ arrival: SignInWithProvider.Arrival) -> LeadOn {
        var answer =
            switch arrival.outcome {
            case .session(let grant): LeadOn(to: arrival.redirect, session: grant, type: nil)
            case .code(let code): LeadOn(to: arrival.redirect, code: code)
            }
        answer.cookie = flowCookie("", maxAge: 0)
        return answer
    }

    private func flowCookie(_ state: String, maxAge: Int = 600) -> Cookie {
        ProviderFlow.cookie(state, maxAge: maxAge, isSecure: auth.isSecure)
    }
}

import Commerce
import HTTPSupport
import Hummingbird

/// `/user`, `/logout`, `/reauthenticate`
struct UserEndpoint: Sendable {
    let auth: Auth

    @Sendable func get(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let caller = try await auth.caller(request, context)
        return try JSONAnswer(try await auth.accounts.document(of: caller.subject, in: context.realm))
    }

    @Sendable func put(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let caller = try await auth.caller(request, context)
        let body = try await AuthBody(request)
        guard body["phone"] == nil else {
            throw AuthProblem(.unprocessableContent, "phone_provider_disabled", "Phone numbers are not used here")
        }
        var change = AccountChange()
        change.email = try body.email()
        change.password = try body["password"].map { try Password($0) }
        change.nonce = body["nonce"]
        change.metadata = body.metadata("data")
        let flow =
            change.email == nil
            ? nil : try await auth.accounts.beginFlow(body.challenge, in: context.realm)
        change.link = .api(redirect: try Auth.redirect(request), flow: flow)
        return try JSONAnswer(
            try await UpdateAccount(auth.accounts)(change, of: caller, from: context.origin(of: request)))
    }

    @Sendable func logout(_ request: Request, context: AuthRequestContext) async throws -> Response {
        let caller = try await auth.caller(request, context)
        let signOut = SignOut(database: auth.accounts.database)
        switch try Query(request)["scope"] {
        case "", "global": try await signOut.everywhere(caller.subject)
        case "others": try await signOut.everywhere(caller.subject, except: caller.session)
        case "local": try await EndSession(auth.accounts)(caller.session, of: caller.subject)
        default: throw AuthProblem.invalid("Unsupported logout scope")
        }
        return Response(status: .noContent)
    }

    @Sendable func reauthenticate(_ request: Request, context: AuthRequestContext) async throws -> JSONAnswer {
        let caller = try await auth.caller(request, context)
        try await Reauthenticate(auth.accounts)(caller.subject, in: context.realm, from: context.clientAddress)
        return try .empty()
    }
}

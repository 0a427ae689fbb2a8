import Commerce
import HTTPSupport
import Hummingbird

/// What the link in a letter opens: for somebody who is signed in, who has an account, or who has none yet.
struct InvitationShow: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: AppRequestContext) async throws -> Response {
        try await page(request, context)
    }

    @Sendable func accept(_ request: Request, context: AppRequestContext) async throws -> Response {
        let form = try await Form(request)
        guard let token = Self.token(context) else { throw RequestProblem.notFound }
        do {
            if let session = context.session {
                try dashboard.forms.check(form, session: session.cookie)
                let invitation = try await dashboard.accept(token, as: session.user)
                return try SeeOther("/dashboard/stores/\(invitation.storeSlug)").response(
                    from: request, context: context)
            }
            try dashboard.forms.check(form, session: request.cookies[Dashboard.doorCookie]?.value)
            return try await join(token, form.verbatim("password"), request, context)
        } catch let error as PasswordError {
            return try await page(request, context, notice: Notice(sentence: error.description))
        } catch let error as StaffError {
            return try await page(request, context, notice: try await notice(error, context))
        }
    }

    /// Makes the account, takes the offer, and signs in.
    private func join(_ token: InvitationToken, _ password: String, _ request: Request, _ context: AppRequestContext)
        async throws -> Response
    {
        let user = try await dashboard.accept(token, withNew: try Password(password))
        do {
            let origin = SessionOrigin(address: context.clientAddress, userAgent: request.headers[.userAgent])
            let session = try await dashboard.signIn(email: user.email, password: Secret(password), from: origin)
            let age = Int(BrowserSession.lifetime)
            let cookie = dashboard.cookie(Dashboard.sessionCookie, session.token.cookie, maxAge: age)
            return try SeeOther("/dashboard", cookies: [cookie]).response(from: request, context: context)
        } catch is RateLimited {
            // The account is there; the door says how long to wait.
            return try SeeOther("/dashboard/sign-in").response(from: request, context: context)
        }
    }

    private func notice(_ error: StaffError, _ context: AppRequestContext) async throws -> Notice? {
        switch error {
        case .linkUsedUp: nil
        case .ownsTheStore: Notice(sentence: "This store is yours already.")
        case .hasAccount: Notice(sentence: "There is an account with this address by now. Sign in with it.")
        case .planAllowsNoMoreStaff:
            Notice(
                sentence:
                    "The shop’s plan allows no more staff. Ask its owner to choose a larger plan, then open this link again."
            )
        case .planAllowsNoMoreStores: try await planNotice(.stores, context)
        case .planAllowsNoMoreDomains: try await planNotice(.domains, context)
        case .planUnpaid: PlanNotice.unpaid
        default: throw error
        }
    }

    private func planNotice(_ limit: PlanLimit.Kind, _ context: AppRequestContext) async throws -> Notice {
        guard let user = context.session?.user else {
            return Notice(
                sentence:
                    "A new account is on the trial, which has no room for this store. Make the account on its own and choose a plan first."
            )
        }
        return try await dashboard.planNotice(limit, of: user.id)
    }

    private func page(_ request: Request, _ context: AppRequestContext, notice: Notice? = nil) async throws -> Response
    {
        let token = Self.token(context)
        let found = if let token { try await dashboard.accept.find(token) } else { Invitation?.none }
        guard let token, let invitation = found else {
            return try HTMLPage(Gone().view, status: .gone).response(from: request, context: context)
        }
        let door = request.cookies[Dashboard.doorCookie]?.value ?? dashboard.newDoor()
        let model = Model(
            invitation: invitation,
            path: "/dashboard/invitations/\(token.text)",
            signedInAs: context.session?.user.email,
            formToken: dashboard.forms.token(for: context.session?.cookie ?? door),
            notice: notice
        )
        let status: HTTPResponse.Status = notice == nil ? .ok : .unprocessableContent
        var response = try HTMLPage(model.view, status: status).response(from: request, context: context)
        if context.session == nil { response.setCookie(dashboard.cookie(Dashboard.doorCookie, door)) }
        return response
    }

    private static func token(_ context: AppRequestContext) -> InvitationToken? {
        context.parameters.get("token").flatMap(InvitationToken.init)
    }
}

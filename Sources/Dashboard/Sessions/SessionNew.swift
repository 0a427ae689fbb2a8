import Commerce
import HTTPSupport
import Hummingbird

/// Signing in and out.
struct SessionNew: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: AppRequestContext) async throws -> Response {
        if context.session != nil { return try SeeOther("/dashboard").response(from: request, context: context) }
        return try page(request, context, returnPath: try Query(request)["return_to"])
    }

    @Sendable func signIn(_ request: Request, context: AppRequestContext) async throws -> Response {
        let form = try await Form(request)
        try dashboard.forms.check(form, session: request.cookies[Dashboard.doorCookie]?.value)
        do {
            let session = try await dashboard.signIn(
                email: form["email"],
                password: Secret(form.verbatim("password")),
                from: SessionOrigin(address: context.clientAddress, userAgent: request.headers[.userAgent])
            )
            let cookie = dashboard.cookie(
                Dashboard.sessionCookie,
                session.token.cookie,
                maxAge: Int(BrowserSession.lifetime)
            )
            let answer = SeeOther(Self.safePath(form["return_to"]), cookies: [cookie])
            return try answer.response(from: request, context: context)
        } catch let error as any Error & CustomStringConvertible where error is SignInError || error is RateLimited {
            let notice = Notice(sentence: error.description)
            return try page(request, context, email: form["email"], returnPath: form["return_to"], notice: notice)
        }
    }

    @Sendable func signOut(_ request: Request, context: SignedInRequestContext) async throws -> SeeOther {
        try dashboard.forms.check(try await Form(request), session: context.session.cookie)
        try await dashboard.signOut(context.session.cookie)
        return SeeOther("/dashboard/sign-in", cookies: [dashboard.cookie(Dashboard.sessionCookie, "", maxAge: 0)])
    }

    private func page(
        _ request: Request,
        _ context: AppRequestContext,
        email: String = "",
        returnPath: String,
        notice: Notice? = nil
    ) throws -> Response {
        let door = request.cookies[Dashboard.doorCookie]?.value ?? dashboard.newDoor()
        let model = Model(
            email: email,
            returnPath: returnPath,
            formToken: dashboard.forms.token(for: door),
            notice: notice
        )
        let status: HTTPResponse.Status = notice == nil ? .ok : .unprocessableContent
        var response = try HTMLPage(model.view, status: status).response(from: request, context: context)
        response.setCookie(dashboard.cookie(Dashboard.doorCookie, door))
        return response
    }

    /// Only a page of the dashboard: an address elsewhere would make our sign-in page lead there.
    static func safePath(_ path: String) -> String {
        path.hasPrefix("/dashboard/") && !path.contains("\\") ? path : "/dashboard"
    }
}

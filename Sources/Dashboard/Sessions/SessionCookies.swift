import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// Finds who is signed in, from the cookie that holds the session's token.
struct SessionCookies: RouterMiddleware {
    private let dashboard: Dashboard

    init(_ dashboard: Dashboard) {
        self.dashboard = dashboard
    }

    func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let cookie = request.cookies[Dashboard.sessionCookie]?.value,
            let found = try await dashboard.findSession(cookie)
        else { return try await next(request, context) }
        var context = context
        context.session = SignedInSession(found, cookie: cookie)
        let signedIn = context
        return try await RequestOrigin.acting(as: found.user.id) { try await next(request, signedIn) }
    }
}

extension Dashboard {
    static let sessionCookie = "dashboard_session"
    /// Binds the sign-in form to a browser before there is a session.
    static let doorCookie = "dashboard_door"
    /// Binds the way back from Google or Apple to a browser.
    static let flowCookie = "dashboard_flow"

    /// A value for the door's cookie that nobody guesses.
    func newDoor() -> String { Data.random(count: 16).base64URL }

    /// A cookie for dashboard and console, which scripts cannot read. Without an age it ends with the browser's session.
    func cookie(_ name: String, _ value: String, maxAge: Int? = nil) -> Cookie {
        Cookie(
            name: name,
            value: value,
            maxAge: maxAge,
            path: "/",
            secure: site.isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}

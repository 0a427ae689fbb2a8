import Commerce
import HTTPSupport
import HTTPTypes
import Hummingbird

/// Sends a browser on to an application, with what it came for in the fragment, which no server's log sees, or with a code
/// that only that application can use.
struct LeadOn: ResponseGenerator, Sendable {
    private let location: String
    var cookie: Cookie?

    init(to target: String, session grant: TokenGrant, type: String?) {
        let parts = [
            ("access_token", grant.accessToken), ("expires_at", "\(grant.expiresAt)"),
            ("expires_in", "\(grant.lifetime)"), ("refresh_token", grant.refreshToken), ("token_type", "bearer"),
        ]
        location = Self.withoutFragment(target) + "#" + Self.encode(parts + (type.map { [("type", $0)] } ?? []))
    }

    init(to target: String, code: String) {
        location = Self.adding([("code", code)], to: target)
    }

    init(to target: String, message: String) {
        location = Self.withoutFragment(target) + "#" + Self.encode([("message", message)])
    }

    /// In the query and in the fragment, because some applications read the one and some the other.
    init(to target: String, problem: AuthProblem) {
        let parts = [
            ("error", problem.status.code < 500 ? "access_denied" : "server_error"), ("error_code", problem.code),
            ("error_description", problem.message),
        ]
        location = Self.adding(parts, to: target) + "#" + Self.encode(parts)
    }

    init(to address: String, cookie: Cookie) {
        location = address
        self.cookie = cookie
    }

    private static func withoutFragment(_ target: String) -> String {
        String(target.prefix { $0 != "#" })
    }

    private static func adding(_ parts: [(String, String)], to target: String) -> String {
        let target = withoutFragment(target)
        return target + (target.contains("?") ? "&" : "?") + encode(parts)
    }

    private static func encode(_ parts: [(String, String)]) -> String {
        parts.map { "\($0.0)=\(Query.encode($0.1))" }.joined(separator: "&")
    }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var response = Response(
            status: .seeOther,
            headers: [.location: location, .cacheControl: "no-store", .referrerPolicy: "no-referrer"])
        if let cookie { response.setCookie(cookie) }
        return response
    }
}

import HTTPTypes
package import Hummingbird

/// Sets the headers that keep a page to itself; what a handler has set stays.
package struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    private let isSecure: Bool

    /// `site` says whether browsers are to insist on https from now on.
    package init(site: Site) {
        isSecure = site.isSecure
    }

    package func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers.setIfAbsent(.contentSecurityPolicy, ContentPolicy.own.header)
        response.headers.setIfAbsent(.xContentTypeOptions, "nosniff")
        response.headers.setIfAbsent(.referrerPolicy, "strict-origin-when-cross-origin")
        response.headers.setIfAbsent(.frameOptions, "DENY")
        response.headers.setIfAbsent(.openerPolicy, "same-origin")
        response.headers.setIfAbsent(.permissionsPolicy, "camera=(), geolocation=(), microphone=()")
        response.headers[.requestID] = context.id
        if isSecure { response.headers.setIfAbsent(.strictTransportSecurity, "max-age=31536000") }
        return response
    }
}

extension HTTPFields {
    fileprivate mutating func setIfAbsent(_ name: HTTPField.Name, _ value: String) {
        if self[name] == nil { self[name] = value }
    }
}

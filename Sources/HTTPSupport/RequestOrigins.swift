import Commerce
package import Hummingbird

/// Notes where a request comes from, for whatever is written because of it.
package struct RequestOrigins: RouterMiddleware {
    private let proxies: TrustedProxies

    /// Believes these proxies.
    package init(_ proxies: TrustedProxies = .none) {
        self.proxies = proxies
    }

    package func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.clientAddress = proxies.client(of: request, connection: context.clientAddress)
        let origin = RequestOrigin(address: context.clientAddress, requestID: context.id)
        let noted = context
        return try await RequestOrigin.$current.withValue(origin) { try await next(request, noted) }
    }
}

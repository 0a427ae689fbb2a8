package import Hummingbird

/// Finds the shop that the path names, before the routes that need one.
package struct ShopFinding: RouterMiddleware {
    /// The path parameter that names the shop.
    package static let parameter = "shop"

    private let directory: ShopDirectory

    /// Asks this directory.
    package init(_ directory: ShopDirectory) {
        self.directory = directory
    }

    package func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let address = context.parameters.get(Self.parameter), let shop = try await directory.shop(at: address)
        else { throw RequestProblem.notFound }
        var context = context
        context.shop = shop
        return try await next(request, context)
    }
}

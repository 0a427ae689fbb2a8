import HTTPTypes
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
        // Found already: a closed one, for who may look around in it.
        guard context.shop == nil else { return try await next(request, context) }
        guard let address = context.parameters.get(Self.parameter), let shop = try await directory.shop(at: address)
        else { throw RequestProblem.notFound }
        if let elsewhere = Self.present(shop, askedFor: address, request, context) { return elsewhere }
        var context = context
        context.shop = shop
        return try await next(request, context)
    }

    /// Leads from an address that the shop had before to the one it has now. A day's memory is enough: the owner may
    /// take the former address back.
    private static func present(
        _ shop: Shop,
        askedFor address: String,
        _ request: Request,
        _ context: AppRequestContext
    ) -> Response? {
        // A domain has dots, and is no former address.
        guard !address.contains("."), address.lowercased() != shop.slug else { return nil }
        let rest = request.uri.string.dropFirst("/s/\(address)".count)
        var location = "/s/\(shop.slug)\(rest)"
        if context.mount == .host, let authority = request.head.authority {
            location = "//\(shop.slug)\(authority.dropFirst(address.count))\(rest.hasPrefix("/") ? "" : "/")\(rest)"
        }
        let headers: HTTPFields = [.location: location, .cacheControl: "public, max-age=86400"]
        return Response(status: .permanentRedirect, headers: headers)
    }
}

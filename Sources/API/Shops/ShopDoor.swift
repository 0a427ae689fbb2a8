import Commerce
import HTTPSupport
import HTTPTypes
import Hummingbird

/// Finds the shop that the address names, and lets its quota decide who comes in. A former slug leads to the shop too.
struct ShopDoor: RouterMiddleware {
    let api: ShopAPI

    func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let address = context.parameters.get(ShopFinding.parameter),
            let shop = try await api.shops.shop(at: address)
        else { throw APIProblem.notFound }
        var context = context
        context.shop = shop
        let weight = StoreAdmission<AppRequestContext>.weight(of: request)
        return try await api.admission.run(for: shop.id, weight: weight) { try await next(request, context) }
    }
}

/// Reads the cart from its signed token, which stands in a header, because addresses end up in logs.
struct CartTokenHeader: RouterMiddleware {
    let api: ShopAPI

    func handle(
        _ request: Request,
        context: ShopRequestContext,
        next: (Request, ShopRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.cart = request.headers[.cartToken].flatMap { api.carts.session(from: $0, in: context.shop.id) }
        return try await next(request, context)
    }
}

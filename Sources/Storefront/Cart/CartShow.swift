import Commerce
import HTTPSupport
import Hummingbird
import Postgres
import Pricing

/// The cart's page and what can be done on it.
struct CartShow: Sendable {
    let storefront: Storefront

    @Sendable func show(_ request: Request, context: ShopRequestContext) async throws -> HTMLPage {
        let query = try Query(request)
        let wording = StorefrontWording(context.shop.language)
        let notice: Notice? =
            if !query["added"].isEmpty { .done(wording.added) } else if !query["updated"].isEmpty {
                .done(wording.updated)
            } else { nil }
        return try await page(request, context, notice: notice)
    }

    @Sendable func setQuantity(_ request: Request, context: ShopRequestContext) async throws -> Response {
        let form = try await Form(request)
        let variant: ID<Variant> = try PathText.value("variant", context)
        return try await change(request, context) { cart, db in
            guard let quantity = Int(form["quantity"]), quantity >= 0 else { throw CartError.quantity }
            try await SetCartQuantity.run(quantity, of: variant, in: cart, store: context.shop.id, on: db)
        }
    }

    @Sendable func remove(_ request: Request, context: ShopRequestContext) async throws -> Response {
        let variant: ID<Variant> = try PathText.value("variant", context)
        return try await change(request, context) { cart, db in
            try await RemoveFromCart.run(variant, from: cart, in: context.shop.id, on: db)
        }
    }

    private func change(
        _ request: Request,
        _ context: ShopRequestContext,
        _ body: (CartSession, Connection) async throws -> Void
    ) async throws -> Response {
        do {
            guard let cart = context.cart else { throw CartError.unknownItem }
            try await storefront.database.transaction(as: context.visitor) { db in try await body(cart, db) }
            return try SeeOther(context.path("/cart?updated=1")).response(from: request, context: context)
        } catch let error as CartError {
            let sentence = StorefrontWording(context.shop.language).sentence(error)
            var page = try await self.page(request, context, notice: .problem(sentence))
            page.status = .unprocessableContent
            return try page.response(from: request, context: context)
        }
    }

    func page(
        _ request: Request,
        _ context: ShopRequestContext,
        notice: Notice?
    ) async throws -> HTMLPage {
        let (chrome, (cart, terms)) = try await storefront.read(context) { db -> (Cart?, CheckoutTerms?) in
            guard let cart = context.cart else { return (nil, nil) }
            let found = try await ShowCart.run(cart, in: context.shop.id, on: db)
            return (found, try await CheckoutTerms.find(context.shop.id, on: db))
        }
        var model = try Model(cart?.items ?? [], terms, context)
        if let session = context.cart, !model.lines.isEmpty {
            try await model.addPromotions(of: session, CartCodes(request), storefront, context)
        }
        model.notice = notice
        return HTMLPage(model.view(chrome))
    }
}

extension CartShow.Model {
    init(_ items: [CartItem], _ terms: CheckoutTerms?, _ context: ShopRequestContext) throws {
        let shop = context.shop
        let totals = try items.map { try $0.unitPrice * $0.quantity }
        let subtotal = try Money.sum(totals, in: shop.currency)
        self.init(
            lines: zip(items, totals).map { CartShow.Line($0, total: shop.format($1), context) },
            subtotal: shop.format(subtotal),
            canCheckOut: items.allSatisfy { $0.availability == .available },
            deliveryNote: try terms.flatMap { try Self.deliveryNote($0, subtotal, shop) }
        )
    }

    /// How far it is to free delivery, where there is such a thing.
    private static func deliveryNote(_ terms: CheckoutTerms, _ subtotal: Money, _ shop: Shop) throws -> String? {
        let wording = StorefrontWording(shop.language)
        guard !terms.shippingRate.isZero, let limit = terms.shippingFreeFrom else { return nil }
        let missing = try limit - subtotal
        return missing.minorUnits > 0 ? wording.missingForFreeDelivery(shop.format(missing)) : wording.deliveryIsFree
    }
}

extension CartShow.Line {
    init(_ item: CartItem, total: String, _ context: ShopRequestContext) {
        self.init(
            id: item.variant.description,
            title: item.name,
            variant: item.variantTitle ?? "",
            path: item.availability == .withdrawn ? nil : context.path("/products/\(item.slug)"),
            picture: item.image.map { Picture(address: $0, description: item.imageAlt ?? "") },
            quantity: item.quantity,
            unitPrice: context.shop.format(item.unitPrice),
            total: total,
            problem: StorefrontWording(context.shop.language).problem(item.availability)
        )
    }
}

extension StorefrontWording {
    func problem(_ availability: CartItem.Availability) -> String? {
        switch availability {
        case .available: nil
        case .short(left: ...0): soldOut
        case .short(let left): fewLeft(left)
        case .withdrawn: noLongerSold
        }
    }
}

import Commerce
import HTTPSupport
import Hummingbird

/// The page on which an order is paid by card, and the ways back from it.
struct PaymentShow: Sendable {
    let storefront: Storefront

    @Sendable func show(_ request: Request, context: ShopRequestContext) async throws -> Response {
        try await page(request, context)
    }

    /// The way back from Stripe. The browser says nothing that counts; Stripe is asked.
    @Sendable func returned(_ request: Request, context: ShopRequestContext) async throws -> Response {
        let token = try token(context)
        // When Stripe cannot be asked now, its webhook or the next look at this page tells.
        _ = try? await storefront.confirmPayment.returned(token, in: context.shop.id)
        return try SeeOther(context.path("/orders/\(token.rawValue)")).response(from: request, context: context)
    }

    /// Confirms with one of Stripe's test cards. Only with Stripe's test keys, where no money moves.
    @Sendable func payInTestMode(_ request: Request, context: ShopRequestContext) async throws -> Response {
        let form = try await Form(request)
        let token = try token(context)
        try storefront.forms.check(form, session: token.rawValue)
        let placed = try await placed(token, context)
        guard case .card(_, _, let publishableKey) = placed.payment else {
            return try SeeOther(context.path("/orders/\(token.rawValue)")).response(from: request, context: context)
        }
        guard Self.isTest(publishableKey) else { throw RequestProblem.notFound }
        do {
            let card = form["card"] == "declined" ? "pm_card_chargeCustomerFail" : "pm_card_visa"
            let outcome = try await storefront.confirmPayment.pay(token, with: card, in: context.shop.id)
            if outcome == .failed { return try await page(request, context, refusal: .declined) }
            return try SeeOther(context.path("/orders/\(token.rawValue)")).response(from: request, context: context)
        } catch let error as PaymentProviderError {
            return try await page(request, context, refusal: error.kind)
        }
    }

    private static func isTest(_ publishableKey: String) -> Bool { publishableKey.hasPrefix("pk_test_") }

    private func token(_ context: ShopRequestContext) throws -> OrderToken {
        guard let token = context.orderToken else { throw RequestProblem.notFound }
        return token
    }

    private func placed(_ token: OrderToken, _ context: ShopRequestContext) async throws -> PlacedOrder {
        let found = try await storefront.database.transaction(as: context.visitor) { db in
            try await ShowOrderStatus.run(token, in: context.shop.id, on: db)
        }
        guard let found else { throw RequestProblem.notFound }
        do {
            return try await storefront.startPayment(found.order.id, in: context.shop.id)
        } catch CheckoutError.paymentUnavailable {
            throw RequestProblem.busy
        } catch CheckoutError.paymentRefused {
            // The order was given up with that, and says so itself.
            return try await storefront.startPayment(found.order.id, in: context.shop.id)
        }
    }

    private func page(
        _ request: Request,
        _ context: ShopRequestContext,
        refusal: PaymentProviderError.Kind? = nil
    ) async throws -> Response {
        let token = try token(context)
        let placed = try await placed(token, context)
        guard case .card(_, let clientSecret, let publishableKey) = placed.payment else {
            return try SeeOther(context.path("/orders/\(token.rawValue)")).response(from: request, context: context)
        }
        let (chrome, found) = try await storefront.read(context) { db in
            try await ShowOrderStatus.run(token, in: context.shop.id, on: db)
        }
        guard let found else { throw RequestProblem.notFound }
        let status = context.path("/orders/\(token.rawValue)")
        let model = Model(
            orderNumber: placed.number,
            amount: context.shop.format(placed.total),
            publishableKey: publishableKey,
            clientSecret: clientSecret.reveal(),
            returnAddress: "\(address(of: request))\(status)/return",
            payPath: "\(status)/payment",
            statusPath: status,
            formToken: storefront.forms.token(for: token.rawValue),
            isTest: Self.isTest(publishableKey),
            summary: OrderSummary(found, context.shop),
            notice: refusal.map { .problem(chrome.wording.sentence($0)) }
        )
        var page = HTMLPage(model.view(chrome), status: refusal == nil ? .ok : .unprocessableContent)
        page.headers[.contentSecurityPolicy] = ContentPolicy.stripePayment.header
        return try page.response(from: request, context: context)
    }

    /// Scheme and host under which the shopper is here.
    private func address(of request: Request) -> String {
        "\(storefront.site.scheme)://\(request.head.authority ?? storefront.site.authority)"
    }
}

extension StorefrontWording {
    func sentence(_ kind: PaymentProviderError.Kind) -> String {
        kind == .declined ? paymentDeclined : paymentUnreachable
    }
}

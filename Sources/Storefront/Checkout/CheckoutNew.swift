import Commerce
import HTTPSupport
import HTTPTypes
import Hummingbird
import Postgres

/// The checkout, on one page.
struct CheckoutNew: Sendable {
    let storefront: Storefront

    @Sendable func show(_ request: Request, context: ShopRequestContext) async throws -> Response {
        guard let cart = context.cart else { return try toCart(request, context) }
        var input = try await input(context)
        input.codes = CartCodes(request).codes
        return try await page(cart, input, request, context)
    }

    @Sendable func place(_ request: Request, context: ShopRequestContext) async throws -> Response {
        let form = try await Form(request)
        // Without its cookie nobody can tell whose cart it was; the empty cart says so in words.
        guard let cart = context.cart else { return try toCart(request, context) }
        try storefront.forms.check(form, session: cart.rawValue)
        let input = CheckoutInput(form)
        do {
            guard let key = IdempotencyKey(input.idempotencyKey) else { throw CheckoutError.keyMalformed }
            let payment = try await offered(cart, context)
            let placed = try await storefront.placeOrder(
                input.form(in: context.shop, payment: payment),
                key: key,
                cart: cart,
                visit: context.visit,
                shopper: context.shopper?.user.id,
                in: context.shop.id
            )
            var answer = try SeeOther(path(after: placed, context)).response(from: request, context: context)
            if !input.codes.isEmpty { answer.setCookie(CartCodes().cookie(storefront, context)) }
            return answer
        } catch let error as CheckoutError {
            return try await page(cart, input, refusal: error, request, context)
        }
    }

    /// An empty form, or what the customer who is signed in has told the shop before.
    private func input(_ context: ShopRequestContext) async throws -> CheckoutInput {
        guard let shopper = context.shopper else { return CheckoutInput(newIn: context.shop) }
        let customer = try await storefront.asShopper(shopper, context) { db in
            try await ShowCustomer.run(shopper.user.id, in: context.shop.id, on: db)
        }
        return CheckoutInput(newIn: context.shop, for: customer)
    }

    private func offered(_ cart: CartSession, _ context: ShopRequestContext) async throws -> CheckoutPayment {
        try await storefront.database.transaction(as: context.visitor) { db in
            try await CheckoutTerms.find(context.shop.id, on: db)?.offered.first ?? .manual
        }
    }

    private func path(after placed: PlacedOrder, _ context: ShopRequestContext) -> String {
        let order = context.path("/orders/\(placed.token.rawValue)")
        return if case .card = placed.payment { "\(order)/payment" } else { order }
    }

    private func toCart(_ request: Request, _ context: ShopRequestContext) throws -> Response {
        try SeeOther(context.path("/cart")).response(from: request, context: context)
    }

    private func page(
        _ cart: CartSession,
        _ input: CheckoutInput,
        refusal: CheckoutError? = nil,
        _ request: Request,
        _ context: ShopRequestContext
    ) async throws -> Response {
        let wording = StorefrontWording(context.shop.language)
        let token = storefront.forms.token(for: cart.rawValue)
        let (chrome, _) = try await storefront.read(context) { _ in }
        let checkout = try await storefront.checkout(cart, input.buyer(context.shopper), context)
        if let refusal, let (status, headers) = refusal.passing {
            let again = Again(input: input, formToken: token, notice: .problem(wording.sentence(refusal)))
            var page = HTMLPage(again.view(chrome), status: status)
            page.headers.append(contentsOf: headers)
            return try page.response(from: request, context: context)
        }
        guard !checkout.items.isEmpty else { return try toCart(request, context) }
        var model = Model(checkout, input, token: token, context)
        if case .invalid(let problems) = refusal { model.problems = problems }
        model.notice = refusal.map { .problem(wording.sentence($0)) }
        let status: HTTPResponse.Status = refusal == nil ? .ok : .unprocessableContent
        return try HTMLPage(model.view(chrome), status: status).response(from: request, context: context)
    }
}

extension CheckoutError {
    /// How it is answered when it will be over in a moment and the order, which has taken the cart, stands.
    fileprivate var passing: (status: HTTPResponse.Status, headers: HTTPFields)? {
        switch self {
        case .inProgress: (.conflict, [.retryAfter: "1"])
        case .paymentUnavailable: (.serviceUnavailable, [.retryAfter: "5"])
        default: nil
        }
    }
}

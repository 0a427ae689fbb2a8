import AccountPages
import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// A customer's own page: the orders, and what the shop knows about the person.
struct CustomerShow: Sendable {
    let storefront: Storefront

    @Sendable func show(_ request: Request, context: ShopRequestContext) async throws -> Response {
        guard let shopper = context.shopper else {
            let path = context.path("/account/sign-in?return_to=\(Query.encode(context.path("/account")))")
            return try SeeOther(path).response(from: request, context: context)
        }
        let query = try Query(request)
        let cursor: OrderCursor? = try query.value("after")
        let notice = query["saved"].isEmpty ? nil : Notice.done(StorefrontWording(context.shop.language).detailsSaved)
        return try await page(shopper, after: cursor, notice: notice, context).response(from: request, context: context)
    }

    @Sendable func save(_ request: Request, context: ShopRequestContext) async throws -> Response {
        guard let shopper = context.shopper else { throw RequestProblem.notSignedIn }
        let form = try await Form(request)
        try storefront.forms.check(form, session: shopper.cookie)
        let input = CustomerInput(form)
        guard input.problems.isEmpty else {
            var page = try await page(shopper, input: input, context)
            page.status = .unprocessableContent
            return try page.response(from: request, context: context)
        }
        try await storefront.asShopper(shopper, context) { db in
            try await SaveCustomer.run(shopper.user.id, input.details, in: context.shop.id, on: db)
        }
        return try SeeOther(context.path("/account?saved=1")).response(from: request, context: context)
    }

    private func page(
        _ shopper: ShopperSession,
        input: CustomerInput? = nil,
        after cursor: OrderCursor? = nil,
        notice: Notice? = nil,
        _ context: ShopRequestContext
    ) async throws -> HTMLPage {
        let (user, store) = (shopper.user.id, context.shop.id)
        let (customer, orders) = try await storefront.asShopper(shopper, context) { db in
            guard let customer = try await ShowCustomer.run(user, in: store, on: db) else {
                throw RequestProblem.notFound
            }
            return (customer, try await ShowCustomer.orders(of: user, in: store, after: cursor, on: db))
        }
        let (chrome, _) = try await storefront.read(context) { _ in }
        var model = Model(customer, orders, input: input, context)
        model.formToken = storefront.forms.token(for: shopper.cookie)
        model.notice = notice ?? (input == nil ? nil : .problem(chrome.wording.pleaseCorrect))
        return HTMLPage(model.view(chrome))
    }
}

extension Storefront {
    /// Reads and writes in one transaction as the shopper, to whom row level security shows what is his.
    func asShopper<Value: Sendable>(
        _ shopper: ShopperSession,
        _ context: ShopRequestContext,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        let persona = Persona.shopper(user: shopper.user.id, store: context.shop.id)
        do {
            return try await database.transaction(as: persona, body)
        } catch let error as PostgresError where error.constraint == "app_enter_refused" {
            // The shop has closed, or barred the customer.
            throw try await findStore(context.shop.slug) == nil ? RequestProblem.notFound : .barred
        }
    }
}

import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// A product's page, and the button on it.
struct ProductShow: Sendable {
    let storefront: Storefront

    @Sendable func show(_ request: Request, context: ShopRequestContext) async throws -> Response {
        let slug = try PathText.slug(context)
        let (chrome, found) = try await storefront.read(context) { db in
            try await Found.find(slug, in: context.shop.id, on: db)
        }
        switch found {
        case .product(let product, let surroundings):
            let model = Model(product, Choice(firstAvailableOf: product), surroundings, context)
            return try HTMLPage(model.view(chrome)).response(from: request, context: context)
        case .moved(let slug):
            return .redirect(to: context.path("/products/\(slug)"), type: .permanent)
        case .nothing:
            throw RequestProblem.notFound
        }
    }

    /// Puts the chosen variant into the cart; what cannot be put there brings the page back with a sentence.
    @Sendable func add(_ request: Request, context: ShopRequestContext) async throws -> Response {
        let form = try await Form(request)
        let choice = Choice(form)
        let slug = form["product"]
        let (chrome, found) = try await storefront.read(context) { db in
            try await Found.find(slug, in: context.shop.id, on: db)
        }
        guard case .product(let product, let surroundings) = found else { throw RequestProblem.notFound }
        let wording = chrome.wording
        do {
            return try await put(choice, of: product, request, context)
        } catch let refusal as AddRefusal {
            var model = Model(product, choice, surroundings, context)
            model.notice = .problem(wording.sentence(refusal))
            let page = HTMLPage(model.view(chrome), status: .unprocessableContent)
            return try page.response(from: request, context: context)
        }
    }

    private func put(
        _ choice: Choice,
        of product: Product,
        _ request: Request,
        _ context: ShopRequestContext
    ) async throws -> Response {
        guard let variant = product.variant(with: choice.values(for: product)) else { throw AddRefusal.unknown }
        guard let quantity = Int(choice.quantity) else { throw AddRefusal.cart(.quantity) }
        guard (1...Cart.quantityLimit).contains(quantity) else { throw AddRefusal.cart(.quantity) }
        guard variant.availability.allows(1) else { throw AddRefusal.soldOut }
        guard variant.availability.allows(quantity) else { throw AddRefusal.notEnough }
        var context = context
        let cart = context.cart ?? storefront.carts.newSession()
        context.cart = cart
        do {
            try await storefront.database.transaction(as: context.visitor) { [store = context.shop.id] db in
                try await AddToCart.run(variant.id, quantity: quantity, to: cart, in: store, on: db)
            }
        } catch let error as CartError {
            throw AddRefusal.cart(error)
        }
        let done = SeeOther(context.path("/cart?added=1"), cookies: [storefront.cookie(for: cart, context)])
        return try done.response(from: request, context: context)
    }
}

extension ProductShow {
    /// Why nothing was put into the cart.
    enum AddRefusal: Error {
        case unknown
        case soldOut
        case notEnough
        case cart(CartError)
    }

    /// What is at the address of a product.
    enum Found: Sendable {
        case product(Product, ProductSurroundings)
        case moved(slug: String)
        case nothing

        static func find(_ slug: String, in store: ID<Store>, on db: Connection) async throws -> Found {
            if let product = try await BrowseCatalogue.product(slug: slug, in: store, on: db) {
                return .product(product, try await ProductSurroundings.find(of: product, in: store, on: db))
            }
            let current = try await BrowseCatalogue.currentSlug(ofProduct: slug, in: store, on: db)
            return current.map(Found.moved) ?? .nothing
        }
    }

    /// The option values and the quantity that a shopper has chosen.
    struct Choice: Sendable {
        let values: [String]
        let quantity: String

        init(_ form: Form) {
            values = (1...3).map { form["option\($0)"] }
            quantity = form["quantity"]
        }

        init(firstAvailableOf product: Product) {
            let variant = product.variants.first { $0.availability.allows(1) } ?? product.variants.first
            values = variant?.optionValues ?? []
            quantity = "1"
        }

        /// As many values as the product has options.
        func values(for product: Product) -> [String] { Array(values.prefix(product.options.count)) }
    }
}

extension StorefrontWording {
    func sentence(_ refusal: ProductShow.AddRefusal) -> String {
        switch refusal {
        case .unknown: combinationMissing
        case .soldOut: soldOutForNow
        case .notEnough: notEnoughStock
        case .cart(let error): sentence(error)
        }
    }
}

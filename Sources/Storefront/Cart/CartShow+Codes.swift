import Commerce
import HTTPSupport
import Hummingbird
import Pricing

extension CartShow {
    @Sendable func addCode(_ request: Request, context: ShopRequestContext) async throws -> Response {
        let code = try await Form(request)["code"]
        var codes = CartCodes(request)
        guard BuyerFacts.isCode(code) else {
            let sentence = StorefrontWording(context.shop.language).codeMalformed
            var page = try await self.page(request, context, notice: .problem(sentence))
            page.status = .unprocessableContent
            return try page.response(from: request, context: context)
        }
        codes.add(code)
        return try back(with: codes, request, context)
    }

    @Sendable func removeCode(_ request: Request, context: ShopRequestContext) async throws -> Response {
        var codes = CartCodes(request)
        codes.remove(try await Form(request)["code"])
        return try back(with: codes, request, context)
    }

    private func back(with codes: CartCodes, _ request: Request, _ context: ShopRequestContext) throws -> Response {
        var answer = try SeeOther(context.path("/cart")).response(from: request, context: context)
        answer.setCookie(codes.cookie(storefront, context))
        return answer
    }
}

extension Storefront {
    /// What the order would be. The program itself looks, since promotions are no visitor's to read; the cart is the one
    /// that the visitor's cookie proved.
    func checkout(
        _ cart: CartSession, _ buyer: BuyerFacts, _ context: ShopRequestContext
    ) async throws -> Checkout {
        try await database.transaction(as: .service(store: context.shop.id)) { db in
            try await ShowCheckout.run(cart, for: buyer, in: context.shop.id, on: db)
        }
    }
}

extension CartShow.Model {
    /// What the cart gets cheaper already, and what became of each code. Where it goes is known at the checkout.
    mutating func addPromotions(
        of cart: CartSession, _ typed: CartCodes, _ storefront: Storefront, _ context: ShopRequestContext
    ) async throws {
        let shop = context.shop
        let buyer = BuyerFacts(codes: typed.codes, shopper: context.shopper?.user.id)
        let wording = StorefrontWording(shop.language)
        do {
            let quote = try await storefront.checkout(cart, buyer, context).quote
            discounts = quote.discounts(shop)
            codes = typed.codes.map { code in
                let refusal = quote.refusedCodes.first { $0.code?.uppercased() == code.uppercased() }
                return CartShow.Code(code: code, problem: refusal.map { wording.sentence($0, shop) })
            }
        } catch CheckoutError.unpriceable {
            // The checkout says so; the cart can still be made smaller here.
        }
    }

    func codeForms(_ chrome: StorefrontChrome) -> HTML {
        let wording = chrome.wording
        return """
            <ul class="typed-codes">\(codes.map { $0.view(chrome) })</ul>
            <form class="code-form" method="post" action="\(url: chrome.path("/cart/codes"))">
            <label for="code">\(wording.discountCode)</label>
            <span><input id="code" name="code" maxlength="40" autocomplete="off" autocapitalize="characters" required>
            <button class="quiet" type="submit">\(wording.applyCode)</button></span></form>
            """
    }
}

extension CartShow.Code {
    func view(_ chrome: StorefrontChrome) -> HTML {
        """
        <li><form method="post" action="\(url: chrome.path("/cart/codes/removal"))">
        <input type="hidden" name="code" value="\(code)"><strong>\(code)</strong>
        <button class="text" type="submit" aria-label="\(chrome.wording.remove(code))">\(chrome.wording.remove)</button></form>
        \(problem.map { "<p class=\"error\">\(Icon.alert)\($0)</p>" })</li>
        """
    }
}

extension CheckoutQuote {
    /// What each promotion takes off the goods; what it takes off the shipping shows in the shipping's price.
    func discounts(_ shop: Shop) -> [OrderSummary.Sum] {
        price.promotions.filter { !$0.goods.isZero }.map { applied in
            OrderSummary.Sum(
                label: applied.code.map { "\(applied.name) (\($0))" } ?? applied.name,
                amount: "−" + shop.format(applied.goods)
            )
        }
    }
}

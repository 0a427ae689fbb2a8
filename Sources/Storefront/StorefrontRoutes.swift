import Commerce
package import HTTPSupport
package import Hummingbird

/// Adds the pages of every shop, under `/s/{shop}`.
package func addStorefrontRoutes(to router: some RouterMethods<AppRequestContext>, _ storefront: Storefront) {
    let shop = router.group("s/:\(ShopFinding.parameter)")
        .add(middleware: ClosedShops(storefront: storefront))
        .add(middleware: ShopFinding(storefront.shops))
        .group(context: ShopRequestContext.self)
        .add(middleware: ErrorPages(storefront.problemPage))
        .add(middleware: StoreAdmission(storefront.admission) { _, context in context.shop.id })
        .add(middleware: SameSiteForms())
        .add(middleware: PreviewReads())
        .add(middleware: CartCookies(storefront.carts))
        .add(middleware: ShopperCookies(findSession: FindSession(database: storefront.database)))
        .add(middleware: VisitCookies(site: storefront.site, record: storefront.record))
    storefront.addCatalogueRoutes(to: shop)
    storefront.addCartRoutes(to: shop)
    storefront.addOrderRoutes(to: shop)
    storefront.addAccounts(to: shop)
    shop.get("policies/:policy", use: PolicyShow(storefront: storefront).show)
    shop.get("theme.css", use: ThemeShow.show)
    // Everything else is a page that is not there, in the shop's own look.
    shop.get("**") { _, _ -> HTMLPage in throw RequestProblem.notFound }
}

extension Storefront {
    fileprivate func addCatalogueRoutes(to shop: RouterGroup<ShopRequestContext>) {
        shop.get("", use: HomeShow(storefront: self).show)
        shop.get("products", use: ProductList(storefront: self).all)
        shop.get("categories/:slug", use: ProductList(storefront: self).category)
        shop.get("search", use: ProductList(storefront: self).search)
        shop.get("products/:slug", use: ProductShow(storefront: self).show)
    }

    fileprivate func addCartRoutes(to shop: RouterGroup<ShopRequestContext>) {
        let cart = CartShow(storefront: self)
        shop.get("cart", use: cart.show)
        shop.post("cart/lines", use: ProductShow(storefront: self).add)
        shop.post("cart/codes", use: cart.addCode)
        shop.post("cart/codes/removal", use: cart.removeCode)
        shop.post("cart/lines/:variant", use: cart.setQuantity)
        shop.post("cart/lines/:variant/removal", use: cart.remove)
    }

    fileprivate func addOrderRoutes(to shop: RouterGroup<ShopRequestContext>) {
        let checkout = CheckoutNew(storefront: self)
        shop.get("checkout", use: checkout.show)
        shop.post("checkout", use: checkout.place)
        shop.get("orders/:token", use: OrderStatusShow(storefront: self).show)
        let payment = PaymentShow(storefront: self)
        shop.get("orders/:token/payment", use: payment.show)
        shop.post("orders/:token/payment", use: payment.payInTestMode)
        shop.get("orders/:token/return", use: payment.returned)
    }
}

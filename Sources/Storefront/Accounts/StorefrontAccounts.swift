import AccountPages
import Commerce
import HTTPSupport
import Hummingbird

/// The accounts of a shop's customers, and their pages in the shop's look.
struct StorefrontAccounts: AccountSurface {
    let storefront: Storefront

    var accounts: Accounts { storefront.accounts }
    var forms: FormTokens { storefront.forms }
    var providers: SignInWithProvider? { storefront.providers }

    func realm(_ context: ShopRequestContext) -> Realm { .store(context.shop.id) }
    func language(_ context: ShopRequestContext) -> Language { context.shop.language }

    func paths(_ context: ShopRequestContext) -> AccountPaths {
        AccountPaths(
            doors: context.path("/account"),
            letters: context.path("/account"),
            rooms: context.path("/account/security"),
            home: context.path("/account"),
            scope: context.basePath
        )
    }

    func visitor(_ context: ShopRequestContext) -> AccountVisitor? {
        context.shopper.map { AccountVisitor(user: $0.user, session: $0.id, cookie: $0.cookie) }
    }

    func name(of cookie: AccountCookie) -> String {
        switch cookie {
        case .session: Storefront.shopperCookie
        case .door: Storefront.doorCookie
        case .flow: Storefront.flowCookie
        }
    }

    func cookie(_ cookie: AccountCookie, _ value: String, maxAge: Int?, _ context: ShopRequestContext) -> Cookie {
        storefront.cookie(name(of: cookie), value, maxAge: maxAge, context)
    }

    func door(_ form: AccountForm, _ context: ShopRequestContext) async throws -> HTML {
        let main: HTML = """
            <div class="wide narrow account-door"><h1>\(form.title)</h1>\(form.lead.map { "<p class=\"lead\">\($0)</p>" })
            \(form.notice?.view)\(form.view)\(form.ways)</div>
            """
        let (chrome, _) = try await storefront.read(context) { _ in }
        return StorefrontLayout(chrome: chrome, title: form.title, isIndexed: false).document(main)
    }

    func room(_ room: AccountRoom, _ visitor: AccountVisitor, _ context: ShopRequestContext) async throws -> HTML {
        let (chrome, _) = try await storefront.read(context) { _ in }
        let home = AccountLink(title: AccountWording(context.shop.language).yourAccount, path: context.path("/account"))
        let title = room.back == nil ? chrome.wording.signInAndSecurity : room.title
        let back = room.back.map { AccountLink(title: chrome.wording.signInAndSecurity, path: $0.path) } ?? home
        let crumbs = Breadcrumbs(steps: [Link(title: back.title, path: back.path)], current: title)
        let main: HTML = """
            <div class="wide narrow account">\(crumbs.view(chrome.wording))<h1>\(title)</h1>\(room.view)</div>
            """
        return StorefrontLayout(chrome: chrome, title: title, isIndexed: false, scripts: room.scripts).document(main)
    }
}

extension Storefront {
    func addAccounts(to shop: RouterGroup<ShopRequestContext>) {
        let surface = StorefrontAccounts(storefront: self)
        let account = shop.group("account")
        addAccountDoors(to: account, surface)
        addAccountLetters(to: account, surface)
        addAccountRooms(to: account.group("security"), surface)
        let customer = CustomerShow(storefront: self)
        account.get("", use: customer.show)
        account.post("details", use: customer.save)
    }
}

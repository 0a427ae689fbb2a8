import AccountPages
import Commerce
import HTTPSupport
import Hummingbird

/// The accounts of owners and staff, and their pages in the dashboard's look.
struct DashboardAccounts: AccountSurface {
    let dashboard: Dashboard

    var accounts: Accounts { dashboard.accounts }
    var forms: FormTokens { dashboard.forms }
    var providers: SignInWithProvider? { dashboard.providers }

    func realm(_ context: AppRequestContext) -> Realm { .platform }
    func language(_ context: AppRequestContext) -> Language { .english }

    func paths(_ context: AppRequestContext) -> AccountPaths {
        AccountPaths(
            doors: "/dashboard",
            letters: "/dashboard/account",
            rooms: "/dashboard/account",
            home: "/dashboard",
            scope: "/dashboard"
        )
    }

    func visitor(_ context: AppRequestContext) -> AccountVisitor? {
        context.session.map { AccountVisitor(user: $0.user, session: $0.id, cookie: $0.cookie) }
    }

    func name(of cookie: AccountCookie) -> String {
        switch cookie {
        case .session: Dashboard.sessionCookie
        case .door: Dashboard.doorCookie
        case .flow: Dashboard.flowCookie
        }
    }

    func cookie(_ cookie: AccountCookie, _ value: String, maxAge: Int?, _ context: AppRequestContext) -> Cookie {
        dashboard.cookie(name(of: cookie), value, maxAge: maxAge)
    }

    func door(_ form: AccountForm, _ context: AppRequestContext) -> HTML {
        let main: HTML = """
            <div class="door"><p class="brand"><a href="/">SellUsGenie</a></p><h1>\(form.title)</h1>
            \(form.lead.map { "<p class=\"soft\">\($0)</p>" })\(form.notice?.view)\(form.view)\(form.ways)</div>
            """
        return DashboardLayout(title: form.title).document(main)
    }

    func room(_ room: AccountRoom, _ visitor: AccountVisitor, _ context: AppRequestContext) throws -> HTML {
        let main: HTML = """
            <div class="narrow">\(room.back.map { "<p class=\"back\"><a href=\"\(url: $0.path)\">\($0.title)</a></p>" })
            <h1>\(room.title)</h1>\(room.view)</div>
            """
        return DashboardLayout(
            title: room.title, chrome: dashboard.chrome(try SignedInRequestContext(context: context)),
            scripts: room.scripts
        )
        .document(main)
    }
}

extension Dashboard {
    func addAccounts(to door: RouterGroup<AppRequestContext>) {
        let surface = DashboardAccounts(dashboard: self)
        addAccountDoors(to: door, surface)
        addAccountLetters(to: door.group("account"), surface)
        addAccountRooms(to: door.group("account"), surface)
    }
}

import Commerce
import HTTPSupport
import Hummingbird

/// What can be set in a store, as far as the person may set it.
struct SettingsIndex: Sendable {
    let dashboard: Dashboard

    /// A card that leads to a page of settings.
    struct Card: Sendable {
        let title: String
        let explanation: String
        let path: String
        let permission: Permission
    }

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .storeWrite)
        let membership = try context.membership()
        let links = DashboardChrome.StoreLink(store)
        let cards = Self.cards(links).filter { membership.may($0.permission) }
        let main: HTML = """
            <div class="head"><h1>Settings</h1></div><ul class="cards">\(cards.map(\.view))</ul>
            """
        let chrome = dashboard.chrome(store, .settings, context)
        return HTMLPage(DashboardLayout(title: "Settings", chrome: chrome).document(main))
    }

    private static func cards(_ links: DashboardChrome.StoreLink) -> [Card] {
        func card(_ title: String, _ explanation: String, _ path: String, _ permission: Permission) -> Card {
            Card(title: title, explanation: explanation, path: path, permission: permission)
        }
        return [
            card("Store", "Name, contact, colours, language", links.path("/settings/store"), .storeWrite),
            card("Address", "Where the shop is found here", links.path("/settings/address"), .tenancyWrite),
            card("Domain", "A name of your own", links.path("/settings/domain"), .tenancyWrite),
            card(
                "Policies", "Privacy, terms, returns, shipping, about you", links.path("/settings/policies"),
                .contentWrite),
            card("Staff", "Who works here, and as what", links.path("/settings/staff"), .staffRead),
            card("Payments", "Your keys of Stripe", links.path("/settings/payments"), .tenancyWrite),
            card("E-mail", "The service that sends your letters", links.path("/settings/email"), .tenancyWrite),
            card("API keys", "For programs of yours", links.path("/settings/keys"), .tenancyWrite),
            card("Webhooks", "Tell your servers of changes", links.path("/settings/webhooks"), .tenancyWrite),
            card("Plan", "What you pay and what it allows", "/dashboard/plan", .tenancyWrite),
            card("Pause, hand over, delete", "The store as a whole", links.path("/settings/closing"), .tenancyWrite),
        ]
    }
}

extension SettingsIndex.Card {
    fileprivate var view: HTML {
        """
        <li class="card"><h2><a class="cover" href="\(url: path)">\(title)</a></h2><p class="soft">\(explanation)</p></li>
        """
    }
}

/// A page of settings, under the way back to all of them.
struct SettingsPage: Sendable {
    let title: String
    let store: Store
    let chrome: DashboardChrome
    var notice: Notice?
    /// Nil for all settings.
    var back: (title: String, path: String)?

    func document(_ main: HTML) -> HTML {
        let back = back ?? (title: "Settings", path: DashboardChrome.StoreLink(store).path("/settings"))
        return DashboardLayout(title: title, chrome: chrome).document(
            """
            <p class="back"><a href="\(url: back.path)">\(back.title)</a></p>
            <div class="head"><h1>\(title)</h1></div>\(notice?.view)\(main)
            """
        )
    }
}

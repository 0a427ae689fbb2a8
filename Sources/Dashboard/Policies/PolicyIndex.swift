import Commerce
import HTTPSupport
import Hummingbird

/// The store's policies, each with a page of its own.
struct PolicyIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .contentWrite)
        let written = try await dashboard.read(store, context) { db in try await Policy.written(in: store.id, on: db) }
        let links = DashboardChrome.StoreLink(store)
        let cards: [HTML] = PolicyName.allCases.map { name in
            """
            <li class="card"><h2><a class="cover" href="\(url: name.path(links))">\(name.title)</a></h2>
            <p class="soft">\(written.contains(name) ? name.explanation : "Nothing yet: the shop shows no such page.")</p></li>
            """
        }
        let chrome = dashboard.chrome(store, .settings, context)
        return HTMLPage(
            SettingsPage(title: "Policies", store: store, chrome: chrome).document("<ul class=\"cards\">\(cards)</ul>"))
    }
}

extension PolicyName {
    var title: String {
        switch self {
        case .privacy: "Privacy"
        case .terms: "Terms of service"
        case .returns: "Returns"
        case .shipping: "Shipping"
        case .about: "About us"
        }
    }

    var explanation: String {
        switch self {
        case .privacy: "What you keep of people, and why"
        case .terms: "What holds when somebody buys"
        case .returns: "How long and how goods come back"
        case .shipping: "How long delivery takes, and where to"
        case .about: "Who you are"
        }
    }

    func path(_ links: DashboardChrome.StoreLink) -> String { links.path("/settings/policies/\(rawValue)") }
}

extension Dashboard {
    func addPolicies(to settings: RouterGroup<SignedInRequestContext>) {
        settings.get("policies", use: PolicyIndex(dashboard: self).show)
        let edit = PolicyEdit(dashboard: self)
        settings.get("policies/:policy", use: edit.show)
        settings.post("policies/:policy", use: edit.save)
        let revision = PolicyRevisionShow(dashboard: self)
        settings.get("policies/:policy/revisions/:revision", use: revision.show)
        settings.post("policies/:policy/revisions/:revision/restoration", use: revision.restore)
    }
}

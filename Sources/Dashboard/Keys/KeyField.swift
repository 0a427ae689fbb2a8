import Commerce
import HTTPSupport

/// A field of a settings page, with what was typed, what is wrong with it and what helps.
struct KeyField: Sendable {
    enum Kind: String, Sendable {
        case text, password, email, date
    }

    let name: String
    let label: String
    var kind = Kind.text
    /// Never a secret: what a key's field held is not sent back.
    var value = ""
    var help = ""
    var problem: String?

    var view: HTML {
        """
        <label for="\(name)">\(label)</label>
        <input id="\(name)" name="\(name)" type="\(kind.rawValue)" value="\(kind == .password ? "" : value)" \
        autocomplete="off" spellcheck="false" maxlength="1000"\(attribute: "aria-invalid", problem == nil ? nil : "true")\
        \(attribute: "aria-describedby", description)>\
        \(problem.map { "<span class=\"error\" id=\"\(name)-problem\">\($0)</span>" })\
        \(HTML.when(!help.isEmpty, "<span class=\"soft hint\" id=\"\(name)-help\">\(help)</span>"))
        """
    }

    private var description: String? {
        let parts = [problem.map { _ in "\(name)-problem" }, help.isEmpty ? nil : "\(name)-help"].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}

/// The pages for keys and secrets, side by side.
enum KeyPage: String, CaseIterable, Sendable {
    case payments
    case email
    case keys
    case storefronts

    var title: String {
        switch self {
        case .payments: "Payments"
        case .email: "E-mail"
        case .keys: "API keys"
        case .storefronts: "Own storefronts"
        }
    }

    func path(_ store: DashboardChrome.StoreLink) -> String { store.path("/settings/\(rawValue)") }

    /// The page around its own part.
    func document(_ main: HTML, notice: Notice?, _ store: Store, _ chrome: DashboardChrome) -> HTML {
        let links = DashboardChrome.StoreLink(store)
        let tabs: [HTML] = Self.allCases.map { page in
            """
            <li><a href="\(url: page.path(links))"\(attribute: "aria-current", page == self ? "page" : nil)>\
            \(page.title)</a></li>
            """
        }
        let whole: HTML = """
            <p class="back"><a href="\(url: links.path("/settings"))">Settings</a></p>
            <h1>\(title)</h1><nav class="tabs" aria-label="Keys and services"><ul>\(tabs)</ul></nav>
            \(notice?.view)<div class="narrow">\(main)</div>
            """
        return DashboardLayout(title: title, chrome: chrome).document(whole)
    }
}

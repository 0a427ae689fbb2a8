import Commerce
import HTTPSupport

extension DomainShow.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        SettingsPage(title: "Domain", store: store, chrome: chrome, notice: notice).document(
            "<div class=\"narrow\">\(domain.map { proof($0, chrome) })\(form(chrome))</div>"
        )
    }

    private var links: DashboardChrome.StoreLink { DashboardChrome.StoreLink(store) }

    private func form(_ chrome: DashboardChrome) -> HTML {
        let field = LabelledField(
            name: "domain",
            label: domain == nil ? "Domain" : "Another domain",
            value: problem == nil && domain != nil ? "" : typed,
            hint: "Such as shop.example or www.shop.example. You register it with a registrar; here it is connected.",
            problem: problem,
            maximumLength: 253,
            isRequired: true
        )
        return """
            <form class="card" method="post" action="\(url: links.path("/settings/domain"))" novalidate>\(chrome.token)
            \(field.view)<p class="actions"><button class="button\(domain == nil ? "" : " quiet")" type="submit">\
            \(domain == nil ? "Connect the domain" : "Connect this one instead")</button></p></form>
            """
    }

    private func proof(_ domain: StoreDomain, _ chrome: DashboardChrome) -> HTML {
        """
        <section class="card"><div class="head"><h2>\(domain.name.text)</h2>\(domain.badge.view)</div>
        <p>\(domain.sentence)</p>
        <h3>1. Prove that it is yours</h3>
        <p>Set this record where you manage the domain. It may take up to an hour until it is seen.</p>
        \(record("TXT", domain.name.proofName, domain.token))
        <h3>2. Lead it here</h3>
        <p>A subdomain such as www by a CNAME record; a domain without one by ALIAS or ANAME, where your registrar has it.</p>
        \(record("CNAME", domain.name.text, host))
        <div class="actions"><form method="post" action="\(url: links.path("/settings/domain/checks"))">\(chrome.token)
        <button class="button" type="submit">Check now</button></form>
        <form method="post" action="\(url: links.path("/settings/domain/removal"))">\(chrome.token)
        <button class="button quiet" type="submit">Remove the domain</button></form></div></section>
        """
    }

    private func record(_ type: String, _ name: String, _ value: String) -> HTML {
        """
        <dl class="record"><div><dt>Type</dt><dd><code>\(type)</code></dd></div><div><dt>Name</dt><dd><code>\(name)</code>\
        </dd></div><div><dt>Value</dt><dd><code>\(value)</code></dd></div></dl>
        """
    }
}

extension StoreDomain {
    fileprivate var badge: Badge {
        if verifiedAt == nil { return Badge(word: "Not proved yet", tone: .waiting) }
        return lastCheck?.failingSince == nil
            ? Badge(word: "Connected", tone: .good) : Badge(word: "Proof is missing", tone: .bad)
    }

    /// What the last look found, and what to do.
    fileprivate var sentence: String {
        guard let lastCheck else { return "Nobody has looked yet. Set the record below and press “Check now”." }
        return switch lastCheck.outcome {
        case .proved where verifiedAt == nil: "The record was found, but the domain is not served; check again."
        case .proved: "The record was found. Your shop is served at this domain."
        case .missing where verifiedAt == nil:
            "There is no such record yet. Compare name and type with what your registrar shows; new records need some time."
        case .wrong where verifiedAt == nil: "The record holds something else. Copy the value below as it is."
        case .missing, .wrong:
            "The record is no longer there. The shop is served for three days more; set the record again."
        case .unanswered: "The name servers did not answer. Nothing has changed; try again in a few minutes."
        }
    }
}

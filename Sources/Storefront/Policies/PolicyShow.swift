import Commerce
import HTTPSupport
import Hummingbird

/// One of the shop's policies, as it is now.
struct PolicyShow: Sendable {
    let storefront: Storefront

    @Sendable func show(_ request: Request, context: ShopRequestContext) async throws -> HTMLPage {
        guard let name = context.parameters.get("policy").flatMap(PolicyName.init) else {
            throw RequestProblem.notFound
        }
        let (chrome, policy) = try await storefront.read(context) { db in
            try await Policy.find(name, in: context.shop.id, on: db)
        }
        guard !policy.text.trimmed.isEmpty else { throw RequestProblem.notFound }
        let title = chrome.wording.title(name)
        let crumbs = Breadcrumbs(steps: [], current: title)
        let main: HTML = """
            <div class="wide narrow prose">\(crumbs.view(chrome.wording))<h1>\(title)</h1>\(Prose(policy.text).view)</div>
            """
        return HTMLPage(StorefrontLayout(chrome: chrome, title: title).document(main))
    }
}

extension StorefrontWording {
    var policies: String { say("Good to know", de: "Gut zu wissen") }

    func title(_ policy: PolicyName) -> String {
        switch policy {
        case .privacy: say("Privacy", de: "Datenschutz")
        case .terms: say("Terms of service", de: "Allgemeine Geschäftsbedingungen")
        case .returns: say("Returns", de: "Rückgabe")
        case .shipping: say("Shipping", de: "Versand")
        case .about: say("About us", de: "Über uns")
        }
    }
}

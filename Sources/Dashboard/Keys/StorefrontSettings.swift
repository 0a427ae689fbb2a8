import Commerce
import HTTPSupport
import Hummingbird

/// Which sites' scripts may use the shop through the API.
struct StorefrontSettings: Sendable {
    private let room: KeyRoom

    init(dashboard: Dashboard) {
        room = KeyRoom(dashboard: dashboard, page: .storefronts, sentences: ["saved": "Saved."]) { typed, store, _ in
            let text = typed.form?["origins"] ?? store.apiOrigins.joined(separator: "\n")
            let model = Model(
                path: KeyPage.storefronts.path(DashboardChrome.StoreLink(store)), origins: text,
                problem: typed.problems["origins"])
            return { model.view($0) }
        }
    }

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        try await room.show(request, context)
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        try await room.save(request, context) { form, store in
            do {
                let origins = try StorefrontOrigins(typed: form["origins"])
                try await room.dashboard.read(store, context) { db in try await origins.save(in: store.id, on: db) }
                return [:]
            } catch let error as StorefrontOriginError {
                return ["origins": error.description]
            }
        }
    }

    /// What the page shows.
    struct Model: Sendable {
        let path: String
        let origins: String
        let problem: String?

        func view(_ chrome: DashboardChrome) -> HTML {
            """
            <section class="card"><h2>Storefronts of your own</h2>
            <p>A site or an app of yours can show this shop, fill carts and take orders through the
            <a href="/api/docs#showShop">storefront API</a>, without a key. Name the sites whose pages may do so in a
            shopper’s browser; while you name none, any may.</p>
            <form method="post" action="\(url: path)" novalidate>
            <input type="hidden" name="\(FormTokens.field)" value="\(chrome.formToken)">
            <label for="origins">Sites</label>
            <textarea id="origins" name="origins" rows="4" spellcheck="false" aria-describedby="origins-help"\
            \(attribute: "aria-invalid", problem == nil ? nil : "true")>\n\(origins)</textarea>
            \(problem.map { "<span class=\"error\">\($0)</span>" })
            <span class="soft hint" id="origins-help">One a line, such as https://shop.example.</span>
            <p class="actions"><button class="button" type="submit">Save</button></p></form></section>
            """
        }
    }
}

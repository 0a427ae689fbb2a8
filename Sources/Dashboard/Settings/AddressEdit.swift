import Commerce
import HTTPSupport
import Hummingbird

/// The letters under which a shop is found on this installation.
struct AddressEdit: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .tenancyWrite)
        let isMoved = try !Query(request)["moved"].isEmpty
        let notice = isMoved ? Notice(sentence: "Moved. The address before leads here.", isGood: true) : nil
        return page(store.slug, store, context, notice: notice)
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        let typed = form["slug"].lowercased()
        guard let slug = StoreSlug(typed) else {
            return try refused(StoreInput.slugAdvice, typed, store, context).response(from: request, context: context)
        }
        do {
            try await dashboard.read(store, context) { db in try await StoreLife.move(store.id, to: slug, on: db) }
        } catch let error as StoreError {
            guard let sentence = StoreInput.Problems(error)?.sentences["slug"] else { throw error }
            return try refused(sentence, typed, store, context).response(from: request, context: context)
        }
        let path = "/dashboard/stores/\(slug)/settings/address?moved=1"
        return try SeeOther(path).response(from: request, context: context)
    }

    private func refused(_ sentence: String, _ typed: String, _ store: Store, _ context: SignedInRequestContext)
        -> HTMLPage
    {
        page(typed, store, context, problem: sentence, status: .unprocessableContent)
    }

    private func page(
        _ typed: String,
        _ store: Store,
        _ context: SignedInRequestContext,
        problem: String? = nil,
        notice: Notice? = nil,
        status: HTTPResponse.Status = .ok
    ) -> HTMLPage {
        let field = LabelledField(
            name: "slug",
            label: "Address",
            value: typed,
            hint: StoreInput.slugAdvice,
            problem: problem,
            maximumLength: 63,
            isRequired: true
        )
        let chrome = dashboard.chrome(store, .settings, context)
        let site = dashboard.site
        let page = SettingsPage(title: "Address", store: store, chrome: chrome, notice: notice).document(
            """
            <form class="card narrow" method="post" \
            action="\(url: DashboardChrome.StoreLink(store).path("/settings/address"))">\(chrome.token)
            <p>Your shop is at <a href="\(url: site.address(ofShop: store.slug))">\(site.address(ofShop: store.slug))</a>.</p>
            \(field.view)
            <p class="soft">The last five addresses keep leading here, so that no link that somebody has goes nowhere.</p>
            <p class="actions"><button class="button" type="submit">Move the shop</button></p></form>
            """
        )
        return HTMLPage(page, status: status)
    }
}

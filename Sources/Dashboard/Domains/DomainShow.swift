import Commerce
import HTTPSupport
import Hummingbird

/// A store's own domain and its proof.
struct DomainShow: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        try await page(try context.store(for: .tenancyWrite), context)
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        let typed = form["domain"]
        guard let domain = DomainName(typed) else {
            let sentence = "Enter a domain such as shop.example or www.shop.example."
            return try await refused(sentence, typed, store, context).response(from: request, context: context)
        }
        guard !domain.belongs(to: dashboard.site.host) else {
            let sentence = "This is an address of the platform itself; enter a domain that you have registered."
            return try await refused(sentence, typed, store, context).response(from: request, context: context)
        }
        do {
            try await dashboard.read(store, context) { db in try await SetDomain.run(domain, in: store.id, on: db) }
        } catch StoreError.domainTaken {
            let sentence = "Another store has proved that this domain is theirs. If it is yours, remove it there first."
            return try await refused(sentence, typed, store, context).response(from: request, context: context)
        }
        return try back(store).response(from: request, context: context)
    }

    @Sendable func remove(_ request: Request, context: SignedInRequestContext) async throws -> SeeOther {
        _ = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        try await dashboard.read(store, context) { db in try await SetDomain.run(nil, in: store.id, on: db) }
        return back(store)
    }

    /// Looks for the record now.
    @Sendable func check(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        _ = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        do {
            _ = try await dashboard.checkDomain(store.id)
            return try back(store).response(from: request, context: context)
        } catch StoreError.domainTaken {
            let notice = Notice(sentence: "Another store has proved this domain first.")
            return try await page(store, context, notice: notice, status: .conflict)
                .response(from: request, context: context)
        } catch StoreError.planAllowsNoMoreDomains {
            let notice = try await dashboard.planNotice(.domains, of: context.session.user.id)
            return try await page(store, context, notice: notice, status: .conflict)
                .response(from: request, context: context)
        }
    }

    private func back(_ store: Store) -> SeeOther {
        SeeOther(DashboardChrome.StoreLink(store).path("/settings/domain"))
    }

    private func refused(_ sentence: String, _ typed: String, _ store: Store, _ context: SignedInRequestContext)
        async throws -> HTMLPage
    {
        try await page(store, context, typed: typed, problem: sentence, status: .unprocessableContent)
    }

    private func page(
        _ store: Store,
        _ context: SignedInRequestContext,
        typed: String? = nil,
        problem: String? = nil,
        notice: Notice? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> HTMLPage {
        let found = try await dashboard.read(store, context) { db in try await StoreDomain.find(store.id, on: db) }
        let model = Model(
            store: store,
            domain: found,
            typed: typed ?? found?.name.text ?? "",
            host: dashboard.site.host,
            problem: problem,
            notice: notice
        )
        return HTMLPage(model.view(dashboard.chrome(store, .settings, context)), status: status)
    }
}

extension DomainShow {
    /// What the page shows.
    struct Model: Sendable {
        let store: Store
        let domain: StoreDomain?
        let typed: String
        /// Where the domain has to lead.
        let host: String
        let problem: String?
        let notice: Notice?
    }
}

extension Dashboard {
    func addDomain(to settings: RouterGroup<SignedInRequestContext>) {
        let domain = DomainShow(dashboard: self)
        settings.get("domain", use: domain.show)
        settings.post("domain", use: domain.save)
        settings.post("domain/checks", use: domain.check)
        settings.post("domain/removal", use: domain.remove)
    }
}

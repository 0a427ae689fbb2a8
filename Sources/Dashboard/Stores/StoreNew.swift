import Commerce
import HTTPSupport
import Hummingbird

/// From a name to a shop that sells, on two pages: name and country, and then all else with what is likely filled in.
struct StoreNew: Sendable {
    let dashboard: Dashboard

    /// The first page; the second one where the address carries what was said on the first.
    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let query = try Query(request)
        guard !query["country"].isEmpty else {
            return begin(name: query["name"], country: "US", context, notice: try await limit(context))
        }
        let (name, country) = (query["name"], query["country"])
        let isCountry = StoreChoices.isKnown(country, in: StoreChoices.countries)
        guard isCountry, StoreInput.problem(withName: name) == nil else {
            return begin(name: name, country: country, context, problem: StoreInput.problem(withName: name))
        }
        let slug = try await dashboard.database.transaction(as: .service(store: nil)) { db in
            try await StoreSlug.propose(for: name, on: db)
        }
        let input = StoreInput(name: name, country: country, slug: slug?.text ?? "")
        return page(Model(input: input, host: dashboard.site.authority), context)
    }

    @Sendable func create(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let input = StoreInput(form)
        var model = Model(input: input, host: dashboard.site.authority)
        do {
            let store = try input.store()
            _ = try await dashboard.createStore(store, for: context.session.user)
            let path = "/dashboard/stores/\(store.slug)\(Self.firstProducts(input.products))"
            return try SeeOther(path).response(from: request, context: context)
        } catch let problems as StoreInput.Problems {
            model.problems = problems
        } catch let error as StoreError {
            if error == .planAllowsNoMoreStores {
                model.notice = try await dashboard.planNotice(.stores, of: context.session.user.id)
            } else if error == .planUnpaid {
                model.notice = PlanNotice.unpaid
            } else if error == .ownerSuspended {
                let sentence = "The operator of this platform has closed a store of yours; write to them first."
                model.notice = Notice(sentence: sentence)
            } else if let problems = StoreInput.Problems(error) {
                model.problems = problems
            } else {
                throw error
            }
        }
        return try page(model, context, status: .unprocessableContent).response(from: request, context: context)
    }

    /// Where the first products come from.
    private static func firstProducts(_ choice: String) -> String {
        switch choice {
        case "samples": "?opened=samples"
        case "file": "/imports/new?opened=1"
        case "hand": "/products/new?opened=1"
        default: "?opened=1"
        }
    }

    /// Said before anything is typed in vain; the database says it again.
    private func limit(_ context: SignedInRequestContext) async throws -> Notice? {
        let user = context.session.user.id
        let allowance = try await dashboard.database.transaction(as: .service(store: nil)) { db in
            try await PlanAllowance.find(of: user, on: db)
        }
        let owned = context.session.memberships.count(where: \.isOwner)
        guard let allowance, let allowed = allowance.stores, owned >= allowed else { return nil }
        return PlanNotice.notice(.stores, allowance)
    }

    private func page(_ model: Model, _ context: SignedInRequestContext, status: HTTPResponse.Status = .ok) -> HTMLPage
    {
        HTMLPage(model.view(dashboard.chrome(context)), status: status)
    }

    private func begin(
        name: String,
        country: String,
        _ context: SignedInRequestContext,
        problem: String? = nil,
        notice: Notice? = nil
    ) -> HTMLPage {
        let first = Beginning(
            name: name,
            country: country,
            problem: problem,
            notice: notice,
            isFirst: !context.session.memberships.contains(where: \.isOwner)
        )
        return HTMLPage(first.view(dashboard.chrome(context)))
    }
}

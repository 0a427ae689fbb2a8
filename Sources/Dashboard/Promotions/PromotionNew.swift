import Commerce
import HTTPSupport
import Hummingbird
import Pricing

/// A form for one more promotion.
struct PromotionNew: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .promotionsWrite)
        return HTMLPage(Model(input: PromotionInput()).view(store, dashboard.chrome(store, .promotions, context)))
    }

    @Sendable func create(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .promotionsWrite)
        var model = Model(input: PromotionInput(form))
        do {
            let details = try model.input.details(in: Shop(store))
            _ = try await dashboard.read(store, context) { db in
                try await EditPromotion.add(details, in: store.id, on: db)
            }
            let path = DashboardChrome.StoreLink(store).path("/promotions?saved=1")
            return try SeeOther(path).response(from: request, context: context)
        } catch let problems as PromotionInput.Problems {
            model.problems = problems
        } catch let error as PromotionError {
            guard let problems = PromotionInput.Problems(error) else { throw RequestProblem.notFound }
            model.problems = problems
        }
        let page = HTMLPage(
            model.view(store, dashboard.chrome(store, .promotions, context)), status: .unprocessableContent
        )
        return try page.response(from: request, context: context)
    }
}

extension PromotionNew {
    /// What the page shows.
    struct Model: Sendable {
        let input: PromotionInput
        var problems = PromotionInput.Problems()
    }
}

extension PromotionNew.Model {
    func view(_ store: Store, _ chrome: DashboardChrome) -> HTML {
        let path = DashboardChrome.StoreLink(store).path("/promotions")
        let main: HTML = """
            <p class="back"><a href="\(url: path)">Promotions</a></p>
            <div class="head"><h1>New promotion</h1></div>\(problems.notice?.view)
            <form class="card narrow" method="post" action="\(url: path)" novalidate>\(chrome.token)
            \(PromotionFields(input: input, problems: problems, currency: store.currency.code).view)
            <p class="actions"><button class="button" type="submit">Start the promotion</button></p></form>
            """
        return DashboardLayout(title: "New promotion", chrome: chrome).document(main)
    }
}

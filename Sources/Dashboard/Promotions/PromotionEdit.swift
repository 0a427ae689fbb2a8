import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Pricing

/// A promotion's page: what it gives and when, and the end of it. Orders keep what they were given.
struct PromotionEdit: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .promotionsRead)
        let promotion = try await found(store, context)
        return try page(
            Model(promotion: promotion, input: PromotionInput(promotion.details, Shop(store))), store, context
        )
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .promotionsWrite)
        let promotion = try await found(store, context)
        var model = Model(promotion: promotion, input: PromotionInput(form))
        do {
            let details = try model.input.details(in: Shop(store))
            try await dashboard.read(store, context) { db in
                try await EditPromotion.change(promotion.id, to: details, in: store.id, on: db)
            }
            return try back(store).response(from: request, context: context)
        } catch let problems as PromotionInput.Problems {
            model.problems = problems
        } catch let error as PromotionError {
            guard let problems = PromotionInput.Problems(error) else { throw RequestProblem.notFound }
            model.problems = problems
        }
        return try page(model, store, context, status: .unprocessableContent).response(from: request, context: context)
    }

    @Sendable func archive(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        _ = try await dashboard.form(request, context)
        let store = try context.store(for: .promotionsWrite)
        let id: ID<Promotion> = try PathText.value("promotion", context)
        do {
            try await dashboard.read(store, context) { db in try await EditPromotion.archive(id, in: store.id, on: db) }
        } catch PromotionError.unknown {
            throw RequestProblem.notFound
        }
        return try back(store).response(from: request, context: context)
    }

    private func found(_ store: Store, _ context: SignedInRequestContext) async throws -> Promotion {
        let id: ID<Promotion> = try PathText.value("promotion", context)
        let promotion = try await dashboard.read(store, context) { db in
            try await ListPromotions.find(id, in: store.id, on: db)
        }
        guard let promotion else { throw RequestProblem.notFound }
        return promotion
    }

    private func back(_ store: Store) -> SeeOther {
        SeeOther(DashboardChrome.StoreLink(store).path("/promotions?saved=1"))
    }

    private func page(
        _ model: Model, _ store: Store, _ context: SignedInRequestContext, status: HTTPResponse.Status = .ok
    ) throws -> HTMLPage {
        var model = model
        model.isEditable = try context.membership(in: store).may(.promotionsWrite) && !model.promotion.isArchived
        return HTMLPage(model.view(store, dashboard.chrome(store, .promotions, context)), status: status)
    }
}

extension PromotionEdit {
    /// What the page shows.
    struct Model: Sendable {
        let promotion: Promotion
        let input: PromotionInput
        var problems = PromotionInput.Problems()
        var isEditable = false
    }
}

extension PromotionEdit.Model {
    func view(_ store: Store, _ chrome: DashboardChrome) -> HTML {
        let path = DashboardChrome.StoreLink(store).path("/promotions")
        let main: HTML = """
            <p class="back"><a href="\(url: path)">Promotions</a></p>
            <div class="head"><h1>\(promotion.details.name)</h1>\(promotion.state(at: Date()).badge.view)</div>\(problems.notice?.view)
            <p class="soft">\(promotion.details.benefit.title(Shop(store))), used by \(uses).</p>
            \(HTML.when(isEditable, forms("\(path)/\(promotion.id)", store, chrome)))
            """
        return DashboardLayout(title: promotion.details.name, chrome: chrome).document(main)
    }

    private var uses: String { promotion.uses == 1 ? "1 order" : "\(promotion.uses) orders" }

    private func forms(_ path: String, _ store: Store, _ chrome: DashboardChrome) -> HTML {
        """
        <form class="card narrow" method="post" action="\(url: path)" novalidate>\(chrome.token)
        \(PromotionFields(input: input, problems: problems, currency: store.currency.code).view)
        <p class="actions"><button class="button" type="submit">Save</button></p></form>
        <form class="card narrow" method="post" action="\(url: "\(path)/archive")">\(chrome.token)
        <h2>End it for good</h2><p>Nobody gets it any more, and its code is free for another promotion. Orders keep what they were given.</p>
        <p class="actions"><button class="button quiet" type="submit">Archive the promotion</button></p></form>
        """
    }
}

import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// A product by hand: the page is filled in once, and where it has options a second time with the variants that they make.
struct ProductNew: Sendable {
    let dashboard: Dashboard

    /// Long descriptions, and a hundred variants.
    private static let largestForm = 512 * 1024

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .productsWrite)
        var model = Model(input: NewProductInput(), store: store)
        if try !Query(request)["opened"].isEmpty {
            model.notice = Notice(sentence: "\(store.name) is open. Now add your first product.", isGood: true)
        }
        return try await page(model, store, context)
    }

    @Sendable func create(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context, upTo: Self.largestForm)
        let store = try context.store(for: .productsWrite)
        var model = Model(input: NewProductInput(form), store: store)
        if form["step"] == "variants" || !model.input.showsItsVariants {
            return try await variants(&model, isAsked: form["step"] == "variants", store, context)
                .response(from: request, context: context)
        }
        do {
            let product = try model.input.product(in: store.currency)
            let id = IDGenerator.timeOrdered.make(Product.self)
            try await dashboard.read(store, context) { db in
                try await AddProduct.run(product, as: id, in: store.id, on: db)
            }
            let path = DashboardChrome.StoreLink(store).path("/products/\(id)?added=1")
            return try SeeOther(path).response(from: request, context: context)
        } catch let problems as ProductInput.Problems {
            model.problems = problems
        } catch let error as ProductError {
            guard let problems = ProductInput.Problems(error) else { throw error }
            model.problems = problems
        } catch let error as PostgresError where PlanLimit(error)?.kind == .products {
            model.notice = try await dashboard.planNotice(.products, in: store)
        } catch let error as PostgresError where error.isReadOnly {
            // What was typed is still there when the plan is paid.
            model.notice = Notice(sentence: ProblemWording(.english).advice(.readOnly))
        }
        return try await page(model, store, context, status: .unprocessableContent)
            .response(from: request, context: context)
    }

    /// The page with the variants that the options make, to be given prices and stock.
    private func variants(
        _ model: inout Model, isAsked: Bool, _ store: Store, _ context: SignedInRequestContext
    ) async throws -> HTMLPage {
        model.problems = model.input.optionProblems
        guard model.problems.sentences.isEmpty else {
            return try await page(model, store, context, status: .unprocessableContent)
        }
        model.input.makeRows()
        if model.input.details.slug.isEmpty, !model.input.details.name.isEmpty {
            let name = model.input.details.name
            model.input.details.slug = try await dashboard.read(store, context) { db in
                try await ProductSlug.propose(for: name, in: store.id, on: db) ?? ""
            }
        }
        let isEmpty = model.input.rows.isEmpty
        if isAsked && isEmpty { model.problems.sentences["option-1"] = "Name the option, such as Size." }
        if !isAsked {
            let sentence = "Nothing was saved yet: look over the variants below, give each its stock, and save."
            model.notice = Notice(sentence: sentence)
        }
        return try await page(model, store, context, status: isAsked && !isEmpty ? .ok : .unprocessableContent)
    }

    private func page(
        _ model: Model, _ store: Store, _ context: SignedInRequestContext, status: HTTPResponse.Status = .ok
    ) async throws -> HTMLPage {
        var model = model
        model.categories = try await dashboard.categories(store, context)
        return HTMLPage(model.view(dashboard.chrome(store, .products, context)), status: status)
    }
}

extension ProductNew {
    /// What the page shows.
    struct Model: Sendable {
        var input: NewProductInput
        let store: Store
        /// To choose from.
        var categories: [CategoryShelf] = []
        var problems = ProductInput.Problems()
        var notice: Notice?
    }
}

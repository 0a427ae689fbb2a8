import Commerce
import HTTPSupport
import Hummingbird

/// A category's page: its name, where it is, and whether the shop shows it.
struct CategoryEdit: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .productsWrite)
        let (category, others) = try await found(store, context)
        return page(Model(category: category, others: others, input: CategoryInput(category)), store, context)
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .productsWrite)
        let (category, others) = try await found(store, context)
        var model = Model(category: category, others: others, input: CategoryInput(form))
        do {
            let details = try model.input.details()
            try await dashboard.read(store, context) { db in
                try await EditCategory.change(category.id, to: details, in: store.id, on: db)
            }
            let path = DashboardChrome.StoreLink(store).path("/categories?saved=1")
            return try SeeOther(path).response(from: request, context: context)
        } catch let problems as CategoryInput.Problems {
            model.problems = problems
        } catch let error as CategoryError {
            guard let problems = CategoryInput.Problems(error) else { throw RequestProblem.notFound }
            model.problems = problems
        }
        return try page(model, store, context, status: .unprocessableContent).response(from: request, context: context)
    }

    /// The category and those that it can be inside of.
    private func found(
        _ store: Store, _ context: SignedInRequestContext
    ) async throws -> (CategoryShelf, [CategoryShelf]) {
        let id: ID<Commerce.Category> = try PathText.value("category", context)
        let all = try await dashboard.categories(store, context)
        guard let category = all.first(where: { $0.id == id }) else { throw RequestProblem.notFound }
        return (category, all.filter { $0.id != id })
    }

    private func page(
        _ model: Model, _ store: Store, _ context: SignedInRequestContext, status: HTTPResponse.Status = .ok
    ) -> HTMLPage {
        HTMLPage(model.view(store, dashboard.chrome(store, .products, context)), status: status)
    }
}

extension CategoryEdit {
    /// What the page shows.
    struct Model: Sendable {
        let category: CategoryShelf
        let others: [CategoryShelf]
        let input: CategoryInput
        var problems = CategoryInput.Problems()
    }
}

extension CategoryEdit.Model {
    func view(_ store: Store, _ chrome: DashboardChrome) -> HTML {
        let path = DashboardChrome.StoreLink(store).path("/categories")
        let main: HTML = """
            <p class="back"><a href="\(url: path)">Categories</a></p>
            <div class="head"><h1>\(category.name)</h1></div>\(problems.notice?.view)
            <form class="card narrow" method="post" action="\(url: "\(path)/\(category.id)")" novalidate>\(chrome.token)
            \(CategoryFields(input: input, problems: problems, categories: others).view)
            \(shown.view)
            <p class="actions"><button class="button" type="submit">Save</button></p></form>
            """
        return DashboardLayout(title: category.name, chrome: chrome).document(main)
    }

    private var shown: LabelledCheck {
        LabelledCheck(
            name: "is_active", label: "Shown in the shop", isOn: input.isActive,
            note: "Hidden, its products stay on sale and are found by search.")
    }
}

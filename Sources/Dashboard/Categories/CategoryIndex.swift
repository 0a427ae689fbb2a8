import Commerce
import HTTPSupport
import Hummingbird

/// The categories of a store as the tree they are, and a form for one more.
struct CategoryIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .productsRead)
        var model = try await model(CategoryInput(), store, context)
        if try !Query(request)["saved"].isEmpty {
            model.notice = Notice(sentence: "Saved. The shop shows it at once.", isGood: true)
        }
        return page(model, store, context)
    }

    @Sendable func add(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .productsWrite)
        var input = CategoryInput(form)
        input.isActive = true
        do {
            let details = try input.details()
            _ = try await dashboard.read(store, context) { db in
                try await EditCategory.add(details, in: store.id, on: db)
            }
            let path = DashboardChrome.StoreLink(store).path("/categories?saved=1")
            return try SeeOther(path).response(from: request, context: context)
        } catch let problems as CategoryInput.Problems {
            return try await refused(input, problems, store, context).response(from: request, context: context)
        } catch let error as CategoryError {
            guard let problems = CategoryInput.Problems(error) else { throw RequestProblem.notFound }
            return try await refused(input, problems, store, context).response(from: request, context: context)
        }
    }

    private func refused(
        _ input: CategoryInput, _ problems: CategoryInput.Problems, _ store: Store, _ context: SignedInRequestContext
    ) async throws -> HTMLPage {
        var model = try await model(input, store, context)
        model.problems = problems
        model.notice = .nothingSaved
        return page(model, store, context, status: .unprocessableContent)
    }

    private func model(_ input: CategoryInput, _ store: Store, _ context: SignedInRequestContext) async throws -> Model
    {
        Model(
            path: DashboardChrome.StoreLink(store).path("/categories"),
            categories: try await dashboard.categories(store, context),
            input: input,
            isEditable: try context.membership(in: store).may(.productsWrite)
        )
    }

    private func page(
        _ model: Model, _ store: Store, _ context: SignedInRequestContext, status: HTTPResponse.Status = .ok
    ) -> HTMLPage {
        HTMLPage(model.view(store, dashboard.chrome(store, .products, context)), status: status)
    }
}

extension CategoryIndex {
    /// What the page shows.
    struct Model: Sendable {
        let path: String
        let categories: [CategoryShelf]
        let input: CategoryInput
        let isEditable: Bool
        var problems = CategoryInput.Problems()
        var notice: Notice?
    }
}

extension CategoryIndex.Model {
    func view(_ store: Store, _ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <p class="back"><a href="\(url: DashboardChrome.StoreLink(store).path("/products"))">Products</a></p>
            <div class="head"><h1>Categories</h1></div>\(notice?.view)
            <div class="columns"><div>\(tree)</div><div>\(HTML.when(isEditable, form(chrome)))</div></div>
            """
        return DashboardLayout(title: "Categories", chrome: chrome).document(main)
    }

    private var tree: HTML {
        guard !categories.isEmpty else {
            return
                "<div class=\"card nothing\"><h2>No categories yet</h2><p>They are the shelves of your shop.</p></div>"
        }
        return "<section class=\"card tree\">\(branch(below: nil))</section>"
    }

    /// Lists within lists, so that a screen reader hears what is inside what.
    private func branch(below parent: ID<Commerce.Category>?) -> HTML? {
        let children = categories.filter { $0.parentID == parent }
        guard !children.isEmpty else { return nil }
        let items: [HTML] = children.map { category in
            let hidden: HTML = .when(!category.isActive, " <span class=\"badge quiet\">Hidden</span>")
            return """
                <li><a href="\(url: "\(path)/\(category.id)")">\(category.name)</a>\(hidden)\(branch(below: category.id))</li>
                """
        }
        return "<ul>\(items)</ul>"
    }

    private func form(_ chrome: DashboardChrome) -> HTML {
        """
        <section class="card"><h2>Add a category</h2><form method="post" action="\(url: path)" novalidate>\(chrome.token)
        \(CategoryFields(input: input, problems: problems, categories: categories).view)
        <p class="actions"><button class="button" type="submit">Add category</button></p></form></section>
        """
    }
}

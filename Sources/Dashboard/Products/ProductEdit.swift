import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Postgres
import Pricing

/// A product's page, on which its owner changes what it says, its prices and its stock.
struct ProductEdit: Sendable {
    let dashboard: Dashboard

    /// Long descriptions, and many variants.
    private static let largestForm = 512 * 1024

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .productsRead)
        let sheet = try await sheet(store, context)
        let query = try Query(request)
        return try await page(sheet, ProductInput(sheet), store, context, notice: Self.notice(query))
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context, upTo: Self.largestForm)
        let store = try context.store(for: .productsWrite)
        let sheet = try await sheet(store, context)
        let input = ProductInput(form, sheet)
        do {
            let change = try input.change(of: sheet, in: store.currency)
            let version = input.version.isEmpty ? nil : input.version
            try await dashboard.read(store, context) { db in
                try await EditProduct.run(change, of: sheet.id, replacing: version, in: store.id, on: db)
            }
            let path = DashboardChrome.StoreLink(store).path("/products/\(sheet.id)?saved=1")
            return try SeeOther(path).response(from: request, context: context)
        } catch let problems as ProductInput.Problems {
            let page = try await page(sheet, input, store, context, problems, status: .unprocessableContent)
            return try page.response(from: request, context: context)
        } catch let error as ProductError {
            let page = try await page(refused: error, input, store, context)
            return try page.response(from: request, context: context)
        } catch let error as PostgresError where error.isReadOnly {
            // What was typed is still there when the plan is paid.
            let notice = Notice(sentence: ProblemWording(.english).advice(.readOnly))
            let page = try await page(sheet, input, store, context, status: .paymentRequired, notice: notice)
            return try page.response(from: request, context: context)
        }
    }

    @Sendable func archive(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        _ = try await dashboard.form(request, context)
        let store = try context.store(for: .productsWrite)
        let id: ID<Product> = try PathText.value("product", context)
        do {
            try await dashboard.read(store, context) { db in try await ArchiveProduct.run(id, in: store.id, on: db) }
        } catch ProductError.unknown {
            throw RequestProblem.notFound
        }
        let path = DashboardChrome.StoreLink(store).path("/products?archived=1")
        return try SeeOther(path).response(from: request, context: context)
    }

    private static func notice(_ query: Query) -> Notice? {
        if !query["added"].isEmpty {
            return Notice(sentence: "Added. Look it over, or add the next one.", isGood: true)
        }
        return query["saved"].isEmpty ? nil : Notice(sentence: "Saved. The shop shows it at once.", isGood: true)
    }

    /// What was typed beside what is there by now, so that the next press of the button counts from that.
    private func page(
        refused error: ProductError,
        _ input: ProductInput,
        _ store: Store,
        _ context: SignedInRequestContext
    ) async throws -> HTMLPage {
        let sheet = try await sheet(store, context)
        var input = input
        if error == .changedMeanwhile {
            input.version = sheet.version
            let sentence =
                "Somebody else saved this product while you were typing. Save again to put what you typed in its place."
            let history = DashboardChrome.StoreLink(store).path("/audit?record=\(sheet.id)")
            let notice = Notice(sentence: sentence, link: Notice.Link(title: "See what changed", path: history))
            return try await page(sheet, input, store, context, status: .conflict, notice: notice)
        }
        guard let problems = ProductInput.Problems(error, sheet) else { throw RequestProblem.notFound }
        for index in input.rows.indices where sheet.variants.indices.contains(index) {
            input.rows[index].expected = sheet.variants[index].onHand
        }
        return try await page(sheet, input, store, context, problems, status: .conflict)
    }

    private func sheet(_ store: Store, _ context: SignedInRequestContext) async throws -> ProductSheet {
        let id: ID<Product> = try PathText.value("product", context)
        let found = try await dashboard.read(store, context) { db in
            try await ProductSheet.find(id, in: store.id, on: db)
        }
        guard let found else { throw RequestProblem.notFound }
        return found
    }

    private func page(
        _ sheet: ProductSheet,
        _ input: ProductInput,
        _ store: Store,
        _ context: SignedInRequestContext,
        _ problems: ProductInput.Problems = ProductInput.Problems(),
        status: HTTPResponse.Status = .ok,
        notice: Notice? = nil
    ) async throws -> HTMLPage {
        let categories = try await dashboard.categories(store, context)
        var model = Model(sheet, input, problems, categories, store)
        let membership = try? context.membership(in: store)
        model.isEditable = membership?.may(.productsWrite) ?? false
        if membership?.may(.auditRead) != true { model.historyPath = nil }
        model.notice = problems.notice ?? notice
        return HTMLPage(model.view(dashboard.chrome(store, .products, context)), status: status)
    }
}

extension ProductEdit.Model {
    init(
        _ sheet: ProductSheet,
        _ input: ProductInput,
        _ problems: ProductInput.Problems,
        _ categories: [CategoryShelf],
        _ store: Store
    ) {
        let links = DashboardChrome.StoreLink(store)
        self.init(
            title: sheet.name,
            state: Badge(isOnSale: sheet.isActive),
            picture: sheet.image?.url,
            listPath: links.path("/products"),
            shopPath: sheet.isActive ? "/s/\(store.slug)/products/\(sheet.slug)" : nil,
            savePath: links.path("/products/\(sheet.id)"),
            historyPath: links.path("/audit?record=\(sheet.id)"),
            archivePath: links.path("/products/\(sheet.id)/archive"),
            currency: store.currency.code,
            version: input.version.isEmpty ? sheet.version : input.version,
            details: DetailsForm(
                input: input.details,
                problems: problems,
                categories: categories,
                shopPath: "/s/\(store.slug)/products/"
            ),
            rows: zip(sheet.variants, input.rows).map { ProductEdit.Row($0, $1, problems) }
        )
    }
}

extension ProductEdit.Row {
    init(_ row: ProductSheet.Row, _ input: ProductInput.Row, _ problems: ProductInput.Problems) {
        let of = row.title.map { " of \($0)" } ?? ""
        func field(_ field: ProductInput.Field, _ label: String, _ value: String) -> ProductEdit.Field {
            let name = field.name(row.id)
            return ProductEdit.Field(name: name, label: label + of, value: value, problem: problems.sentences[name])
        }
        self.init(
            title: row.title,
            price: field(.price, "Price", input.price),
            before: field(.before, "Price before", input.before),
            sku: field(.sku, "SKU", input.sku),
            barcode: field(.barcode, "Barcode", input.barcode),
            weight: field(.weight, "Weight in grams", input.weight),
            stock: row.isCounted ? field(.stock, "Stock", input.stock) : nil,
            expectedName: ProductInput.Field.expected.name(row.id),
            expected: input.expected,
            reserved: row.reserved > 0 ? "\(row.reserved) held for orders" : ""
        )
    }
}

extension Badge {
    init(isOnSale: Bool) {
        self = isOnSale ? Badge(word: "On sale", tone: .good) : Badge(word: "Draft", tone: .quiet)
    }
}

import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// What was imported into a store, the newest first.
struct ImportIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .importsRead)
        let cursor: ID<ImportRun>? = try Query(request).value("after")
        let found = try await dashboard.read(store, context) { db in
            try await db.query(ImportRunRecord.list(in: store.id, after: cursor), as: ImportRunRecord.self)
        }
        let page = Page(found, size: ImportRunRecord.pageSize, cursor: \.id)
        let path = DashboardChrome.StoreLink(store).path("/imports")
        let mayImport = try context.membership(in: store).may(.importsWrite)
        let next = page.next.map { "\(path)?after=\($0)" }
        let model = Model(store: store, path: path, runs: page.items, nextPage: next, mayImport: mayImport)
        return HTMLPage(model.view(dashboard.chrome(store, .products, context)))
    }
}

extension ImportIndex {
    /// What the page shows.
    struct Model: Sendable {
        let store: Store
        let path: String
        let runs: [ImportRunRecord]
        let nextPage: String?
        let mayImport: Bool
    }
}

extension ImportIndex.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <p class="back"><a href="\(url: DashboardChrome.StoreLink(store).path("/products"))">Products</a></p>
            <div class="head"><h1>Imports</h1>\
            \(HTML.when(mayImport, "<a class=\"button\" href=\"\(url: path)/new\">Import a file</a>"))</div>
            \(runs.isEmpty ? nothing : table)
            \(nextPage.map { "<p class=\"more\"><a class=\"button quiet\" href=\"\(url: $0)\" rel=\"next\">Older imports</a></p>" })
            """
        return DashboardLayout(title: "Imports", chrome: chrome).document(main)
    }

    private var nothing: HTML {
        "<div class=\"card nothing\"><h2>No imports yet</h2><p>Bring a CSV file as Shopify writes it.</p></div>"
    }

    private var table: HTML {
        let shop = Shop(store)
        let rows: [HTML] = runs.map { run in
            """
            <tr><th scope="row"><a class="cover" href="\(url: "\(path)/\(run.id)")">\(run.fileName)</a></th>\
            <td>\(ImportWords.badge(run).view)</td><td>\(StoreDates.short(run.startedAt, in: shop))</td>\
            <td class="aside">\(ImportWords.outcome(run))</td></tr>
            """
        }
        return """
            <div class="card"><table><thead><tr><th scope="col">File</th><th scope="col">State</th>\
            <th scope="col">Started</th><th scope="col">Outcome</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }
}

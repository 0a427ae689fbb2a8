import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Postgres
import Pricing

/// The store's customers, the newest first; those of a segment, or those that a search finds.
struct CustomerIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .customersRead)
        let query = try Query(request)
        let chosen: ID<Segment>? = try query.value("segment")
        let cursor: CustomerCursor? = try query.value("after")
        let (segments, page) = try await dashboard.read(store, context) { db in
            let segments = try await db.query(Segment.list(in: store.id), as: Segment.self)
            let page = try await ListCustomers.run(
                in: store.id, of: segments.first { $0.id == chosen }, matching: CustomerSearch(query["q"]),
                after: cursor, on: db)
            return (segments, page)
        }
        let model = Model(page, segments, chosen, searched: query["q"], store)
        return HTMLPage(model.view(dashboard.chrome(store, .customers, context)))
    }
}

extension CustomerIndex {
    /// What the list shows.
    struct Model: Sendable {
        let path: String
        let tabs: [Tab]
        let searched: String
        let chosen: String
        let rows: [Row]
        var nextPage: String?
    }

    struct Tab: Sendable {
        let title: String
        let path: String
        let isChosen: Bool
    }

    struct Row: Sendable {
        let path: String
        let name: String
        let email: String
        let place: String
        let orders: Int
        let spent: String
        let tags: [String]
    }
}

extension CustomerIndex.Model {
    init(
        _ page: Page<CustomerRecord, CustomerCursor>, _ segments: [Segment], _ chosen: ID<Segment>?,
        searched: String, _ store: Store
    ) {
        let path = DashboardChrome.StoreLink(store).path("/customers")
        let shop = Shop(store)
        self.path = path
        self.searched = searched
        self.chosen = chosen?.description ?? ""
        tabs =
            [CustomerIndex.Tab(title: "All", path: path, isChosen: chosen == nil)]
            + segments.map {
                CustomerIndex.Tab(title: $0.name, path: "\(path)?segment=\($0.id)", isChosen: $0.id == chosen)
            }
        rows = page.items.map { CustomerIndex.Row($0, path, shop) }
        let filter = chosen.map { "&segment=\($0)" } ?? ""
        let words = searched.isEmpty ? "" : "&q=\(Query.encode(searched))"
        nextPage = page.next.map { "\(path)?after=\($0)\(filter)\(words)" }
    }

    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <div class="head"><h1>Customers</h1>\(search)</div>
            <nav class="tabs" aria-label="Segments"><ul>\(tabs.map(\.view))\
            <li><a href="\(url: "\(path)/segments")">Edit segments</a></li></ul></nav>
            \(rows.isEmpty ? nothing : "<div class=\"card\">\(table)</div>")
            \(nextPage.map { "<p class=\"more\"><a class=\"button quiet\" href=\"\(url: $0)\" rel=\"next\">Earlier customers</a></p>" })
            """
        return DashboardLayout(title: "Customers", chrome: chrome).document(main)
    }

    private var search: HTML {
        """
        <form class="search" role="search" action="\(url: path)">
        \(HTML.when(!chosen.isEmpty, "<input type=\"hidden\" name=\"segment\" value=\"\(chosen)\">"))
        <label class="sr" for="q">Search customers</label>
        <input id="q" name="q" type="search" value="\(searched)" placeholder="Name or e-mail" maxlength="100">
        <button class="button quiet" type="submit">Search</button></form>
        """
    }

    private var nothing: HTML {
        let isFiltered = !searched.isEmpty || !chosen.isEmpty
        return """
            <div class="card nothing"><h2>\(isFiltered ? "No customer matches" : "No customers yet")</h2>
            <p>\(isFiltered ? "Try another word or segment." : "Whoever orders or makes an account appears here.")</p></div>
            """
    }

    private var table: HTML {
        """
        <table><thead><tr><th scope="col">Customer</th><th scope="col">E-mail</th><th scope="col">Place</th>\
        <th scope="col">Tags</th><th scope="col" class="number">Orders</th><th scope="col" class="number">Spent</th></tr>
        </thead><tbody>\(rows.map(\.view))</tbody></table>
        """
    }
}

extension CustomerIndex.Tab {
    var view: HTML {
        "<li><a href=\"\(url: path)\"\(attribute: "aria-current", isChosen ? "page" : nil)>\(title)</a></li>"
    }
}

extension CustomerIndex.Row {
    init(_ customer: CustomerRecord, _ path: String, _ shop: Shop) {
        self.path = "\(path)/\(customer.id)"
        name = customer.name.isEmpty ? customer.email : customer.name
        email = customer.email
        place = customer.city ?? ""
        orders = customer.orders
        spent = shop.format(customer.spent)
        tags = customer.tags
    }

    var view: HTML {
        """
        <tr><th scope="row"><a class="cover" href="\(url: path)">\(name)</a></th><td class="aside">\(email)</td>\
        <td class="aside">\(place)</td><td class="aside">\(tags.joined(separator: ", "))</td>\
        <td class="number">\(orders)</td><td class="number">\(spent)</td></tr>
        """
    }
}

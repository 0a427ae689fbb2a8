import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Postgres

/// Who did what in the store, newest first; or what happened to the owner's own account.
struct AuditIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .auditRead)
        let query = try Query(request)
        let cursor: AuditCursor? = try query.value("after")
        let isOwner = try context.membership().isOwner
        let isOfAccount = isOwner && query["of"] == "account"
        let search = AuditSearch(query)
        let (page, people): (AuditPage, [ID<User>: String]) =
            isOfAccount
            ? (try await ofAccount(context, after: cursor), [:])
            : try await dashboard.read(store, context) { db in
                (
                    try await ListAudit.run(in: store, matching: search, after: cursor, on: db),
                    try await ListAudit.people(on: db)
                )
            }
        var model = Model(page, search, people, store, isOfAccount: isOfAccount)
        if !isOwner { model.tabs = [] }
        return HTMLPage(model.view(dashboard.chrome(store, .audit, context)))
    }

    private func ofAccount(_ context: SignedInRequestContext, after cursor: AuditCursor?) async throws -> AuditPage {
        let user = context.session.user.id
        return try await dashboard.database.transaction(as: .owner(user: user, store: nil)) { db in
            try await ListAudit.ofAccount(user, after: cursor, on: db)
        }
    }
}

extension AuditSearch {
    /// A parameter that says nothing we know is left out: a filter is no reason for an error page.
    init(_ query: Query) {
        self.init()
        person = ID(query["person"])
        kind = AuditIndex.kinds.contains(query["kind"]) ? query["kind"] : nil
        firstDay = CalendarDate(iso8601: query["from"])
        lastDay = CalendarDate(iso8601: query["to"])
        words = query["q"].isEmpty || query["q"].utf8.contains(0) ? nil : query["q"]
        record = ID<AuditEntry>(query["record"])?.description
    }

    /// The same as a query; empty where nothing is asked for.
    var query: [(String, String)] {
        let pairs = [
            ("person", person?.description), ("kind", kind), ("from", firstDay?.iso8601), ("to", lastDay?.iso8601),
            ("q", words), ("record", record),
        ]
        return pairs.compactMap { name, value in value.map { (name, $0) } }
    }
}

extension CalendarDate {
    /// As a date field sends it.
    fileprivate init?(iso8601 text: String) {
        guard let match = text.wholeMatch(of: /(\d{4})-(\d{2})-(\d{2})/),
            let year = Int(match.1), let month = Int(match.2), let day = Int(match.3)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension AuditIndex {
    /// The kinds of things, as `app.audit` names them.
    static let kinds = [
        "API key", "category", "customer", "e-mail settings", "import", "invitation", "option", "order", "order line",
        "page", "payment", "policies", "product", "refund", "return", "service key", "shipment", "staff", "store",
        "tracking settings", "variant",
    ]
}

extension AuditIndex.Model {
    init(_ page: AuditPage, _ search: AuditSearch, _ people: [ID<User>: String], _ store: Store, isOfAccount: Bool) {
        let links = DashboardChrome.StoreLink(store)
        let path = links.path("/audit")
        let shop = Shop(store)
        let words = AuditWords(page: page, shop: shop)
        var chosen = search.query
        if isOfAccount { chosen.append(("of", "account")) }
        self.init(
            path: path,
            exportPath: Self.address(links.path("/audit.csv"), search.query),
            tabs: [
                AuditIndex.Tab(title: "This store", path: path, isChosen: !isOfAccount),
                AuditIndex.Tab(title: "Your account", path: path + "?of=account", isChosen: isOfAccount),
            ],
            isOfAccount: isOfAccount,
            record: search.record.map { AuditIndex.Record(id: $0, title: page.records[$0] ?? "one record") },
            people: people.sorted { $0.value < $1.value }.map { id, name in
                AuditIndex.Choice(value: id.description, title: name, isChosen: id == search.person)
            },
            kinds: AuditIndex.kinds.map { AuditIndex.Choice(value: $0, title: $0, isChosen: $0 == search.kind) },
            firstDay: search.firstDay?.iso8601 ?? "",
            lastDay: search.lastDay?.iso8601 ?? "",
            words: search.words ?? "",
            isFiltered: !search.query.isEmpty,
            entries: page.entries.map { AuditIndex.Entry($0, words, links) },
            nextPage: page.next.map { Self.address(path, chosen + [("after", $0.description)]) },
            kept: "Times are those of \(shop.timeZone)."
        )
    }

    private static func address(_ path: String, _ query: [(String, String)]) -> String {
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { "\($0.0)=\(Query.encode($0.1))" }.joined(separator: "&")
    }
}

extension AuditIndex.Entry {
    init(_ entry: AuditEntry, _ words: AuditWords, _ links: DashboardChrome.StoreLink) {
        self.init(
            sentence: words.sentence(entry),
            time: StoreDates.short(entry.time, in: words.shop),
            facts: entry.fields.map { field in
                AuditIndex.Fact(
                    field: words.title(field),
                    before: entry.before[field].map { words.value($0, of: field) } ?? "",
                    after: entry.after[field].map { words.value($0, of: field) } ?? ""
                )
            },
            origin: [entry.address.map { "From \($0)" }, entry.requestID.map { "request \($0)" }]
                .compactMap(\.self).joined(separator: ", "),
            link: Self.link(entry, words.page, links)
        )
    }

    /// Only to what is still there.
    private static func link(
        _ entry: AuditEntry, _ page: AuditPage, _ links: DashboardChrome.StoreLink
    ) -> String? {
        guard let record = entry.record, page.records[record] != nil else { return nil }
        let room = ["product", "variant", "option"].contains(entry.kind) ? "products" : "orders"
        return links.path("/\(room)/\(record)")
    }
}

import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Postgres
import Pricing

/// The segments of a store, with a form for another.
struct SegmentIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        try await page(Form([:]), [:], context)
    }

    @Sendable func add(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .customersWrite)
        var problems: [String: String] = [:]
        let rules = Segment.Rules(form, &problems)
        if form["name"].isEmpty || form["name"].count > 100 {
            problems["name"] = "Enter a name of up to 100 characters."
        }
        do {
            if problems.isEmpty {
                try await dashboard.read(store, context) { db in
                    try await EditSegment.add(form["name"], rules, in: store.id, on: db)
                }
                let path = DashboardChrome.StoreLink(store).path("/customers/segments")
                return try SeeOther(path).response(from: request, context: context)
            }
        } catch let error as SegmentError {
            problems[error == .nameTaken ? "name" : "rules"] = error.description
        }
        var page = try await page(form, problems, context)
        page.status = .unprocessableContent
        return try page.response(from: request, context: context)
    }

    @Sendable func remove(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        _ = try await dashboard.form(request, context)
        let store = try context.store(for: .customersWrite)
        let id: ID<Segment> = try PathText.value("segment", context)
        try await dashboard.read(store, context) { db in try await EditSegment.remove(id, in: store.id, on: db) }
        let path = DashboardChrome.StoreLink(store).path("/customers/segments")
        return try SeeOther(path).response(from: request, context: context)
    }

    private func page(
        _ form: Form, _ problems: [String: String], _ context: SignedInRequestContext
    ) async throws -> HTMLPage {
        let store = try context.store(for: .customersRead)
        let segments = try await dashboard.read(store, context) { db in
            try await db.query(Segment.list(in: store.id), as: Segment.self)
        }
        let model = Model(
            path: DashboardChrome.StoreLink(store).path("/customers"), currency: store.currency.code,
            segments: segments, form: form, problems: problems,
            isEditable: try context.membership(in: store).may(.customersWrite))
        return HTMLPage(model.view(dashboard.chrome(store, .customers, context)))
    }
}

extension Segment.Rules {
    /// What was typed; what is wrong stands among the problems.
    fileprivate init(_ form: Form, _ problems: inout [String: String]) {
        self.init()
        minimumSpent = Self.number(form["spent"], "spent", &problems)
        minimumOrders = Self.count(form["orders"], "orders", 1...1_000_000, &problems)
        orderedWithinDays = Self.count(form["within"], "within", 1...3_650, &problems)
        notOrderedForDays = Self.count(form["absent"], "absent", 1...3_650, &problems)
        tag = form["tag"].isEmpty ? nil : String(form["tag"].prefix(100))
        acceptsMarketing = form.has("marketing") ? true : nil
    }

    private static func number(_ text: String, _ field: String, _ problems: inout [String: String]) -> Decimal? {
        guard !text.isEmpty else { return nil }
        guard let value = Decimal(string: text, locale: nil), value > 0, value < 10_000_000_000 else {
            problems[field] = "Enter an amount such as 100.00."
            return nil
        }
        return value
    }

    private static func count(
        _ text: String, _ field: String, _ range: ClosedRange<Int>, _ problems: inout [String: String]
    ) -> Int? {
        guard !text.isEmpty else { return nil }
        guard let value = Int(text), range.contains(value) else {
            problems[field] = "Enter a whole number from \(range.lowerBound) to \(range.upperBound)."
            return nil
        }
        return value
    }
}

extension SegmentIndex {
    /// What the page shows.
    struct Model: Sendable {
        let path: String
        let currency: String
        let segments: [Segment]
        let form: Form
        let problems: [String: String]
        let isEditable: Bool
    }
}

extension SegmentIndex.Model {
    func view(_ chrome: DashboardChrome) -> HTML {
        let main: HTML = """
            <p class="back"><a href="\(url: path)">Customers</a></p><h1>Segments</h1>
            <div class="narrow">\(list(chrome))\(HTML.when(isEditable, maker(chrome)))</div>
            """
        return DashboardLayout(title: "Segments", chrome: chrome).document(main)
    }

    private func list(_ chrome: DashboardChrome) -> HTML {
        guard !segments.isEmpty else {
            return """
                <section class="card nothing"><h2>No segments yet</h2>
                <p>A segment is a group that customers join by what they do, such as regulars.</p>
                </section>
                """
        }
        let items: [HTML] = segments.map { segment in
            """
            <li><div class="head"><h3>\(segment.name)</h3>\(HTML.when(isEditable, removal(segment, chrome)))</div>
            <p class="soft">\(segment.rules.sentences(currency).joined(separator: ". ")).</p></li>
            """
        }
        return "<section class=\"card\"><h2>Your segments</h2><ul class=\"keys\">\(items)</ul></section>"
    }

    private func removal(_ segment: Segment, _ chrome: DashboardChrome) -> HTML {
        """
        <form method="post" action="\(url: "\(path)/segments/\(segment.id)/removal")">\(chrome.token)
        <button class="button quiet" type="submit" aria-label="Remove \(segment.name)">Remove</button></form>
        """
    }

    private func maker(_ chrome: DashboardChrome) -> HTML {
        """
        <section class="card"><h2>Add a segment</h2>
        <form method="post" action="\(url: "\(path)/segments")" novalidate>\(chrome.token)
        \(field("name", "Name", "Such as Regulars."))
        \(problems["rules"].map { "<p class=\"error\">\($0)</p>" })
        \(field("spent", "Has spent at least (\(currency))", ""))\(field("orders", "Has ordered at least so many times", ""))
        \(field("within", "Has ordered within so many days", ""))
        \(field("absent", "Has not ordered for so many days", ""))\(field("tag", "Has this tag", ""))
        \(LabelledCheck(name: "marketing", label: "Wants letters about offers", isOn: form.has("marketing")).view)
        <p class="actions"><button class="button" type="submit">Add the segment</button></p></form></section>
        """
    }

    private func field(_ name: String, _ label: String, _ help: String) -> HTML {
        KeyField(name: name, label: label, value: form[name], help: help, problem: problems[name]).view
    }
}

extension Segment.Rules {
    fileprivate func sentences(_ currency: String) -> [String] {
        [
            minimumSpent.map { "Has spent at least \($0) \(currency)" },
            minimumOrders.map { "Has ordered at least \(Counts.text($0)) times" },
            orderedWithinDays.map { "Has ordered within \(Counts.text($0)) days" },
            notOrderedForDays.map { "Has not ordered for \(Counts.text($0)) days" },
            tag.map { "Has the tag \($0)" },
            acceptsMarketing.map { $0 ? "Wants letters about offers" : "Wants no letters about offers" },
        ].compactMap(\.self)
    }
}

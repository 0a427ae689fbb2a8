import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// What the pages of payments and of e-mail have in common: one form that is saved and shown again, and a button that takes
/// everything away.
struct KeyRoom: Sendable {
    let dashboard: Dashboard
    let page: KeyPage
    /// What is said once it is done, by what stands in the address.
    let sentences: [String: String]
    /// The page's own part, from what was typed and what is wrong with it.
    let draw: @Sendable (Typed, Store, Connection) async throws -> @Sendable (DashboardChrome) -> HTML

    /// A form that was not saved.
    struct Typed: Sendable {
        var form: Form?
        var problems: [String: String] = [:]
    }

    func show(_ request: Request, _ context: SignedInRequestContext) async throws -> HTMLPage {
        let done = try Query(request)["done"]
        return try await document(Typed(), sentences[done].map { Notice(sentence: $0, isGood: true) }, context)
    }

    /// Nothing is saved while there is a problem; secrets are never sent back.
    func save(
        _ request: Request, _ context: SignedInRequestContext,
        _ body: (Form, Store) async throws -> [String: String]
    ) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        let problems = try await body(form, store)
        if problems.isEmpty { return try answer("saved", store, request, context) }
        let notice = Notice(sentence: "Nothing was saved: check what is marked, and enter what is secret once more.")
        var page = try await document(Typed(form: form, problems: problems), notice, context)
        page.status = .unprocessableContent
        return try page.response(from: request, context: context)
    }

    func remove(
        _ request: Request, _ context: SignedInRequestContext, _ body: (Store, Connection) async throws -> Void
    ) async throws -> Response {
        _ = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        try await dashboard.read(store, context) { db in try await body(store, db) }
        return try answer("removed", store, request, context)
    }

    private func answer(
        _ done: String, _ store: Store, _ request: Request, _ context: SignedInRequestContext
    ) throws -> Response {
        let path = page.path(DashboardChrome.StoreLink(store))
        return try SeeOther("\(path)?done=\(done)").response(from: request, context: context)
    }

    private func document(_ typed: Typed, _ notice: Notice?, _ context: SignedInRequestContext) async throws -> HTMLPage
    {
        let store = try context.store(for: .tenancyWrite)
        let view = try await dashboard.read(store, context) { db in try await draw(typed, store, db) }
        let chrome = dashboard.chrome(store, .settings, context)
        return HTMLPage(page.document(view(chrome), notice: notice, store, chrome))
    }
}

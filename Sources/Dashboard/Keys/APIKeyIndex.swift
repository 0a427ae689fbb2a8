import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// The keys of a store's integrations: made and shown once, renamed, revoked.
struct APIKeyIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let done = try Query(request)["done"]
        let sentences = ["renamed": "Renamed.", "revoked": "Revoked. The key opens nothing any more."]
        return try await page(notice: sentences[done].map { Notice(sentence: $0, isGood: true) }, context)
    }

    /// Answers with the page itself, because the key is kept nowhere and so can be shown only now.
    @Sendable func create(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let form = try await checkedForm(request, context)
        let store = try context.store(for: .tenancyWrite)
        var problems: [String: String] = [:]
        let expiry = form.day("expiry", &problems)
        let scopes = Set(Scope.allCases.filter { form.has($0.fieldName) })
        let draft = APIKeyDraft(name: form["name"], scopes: scopes, expiry: expiry)
        do {
            if problems.isEmpty {
                let made = try await dashboard.read(store, context) { db in
                    try await CreateAPIKey.run(draft, by: context.session.user.id, in: store.id, on: db)
                }
                return try await page(shown: made.token.reveal(), context)
            }
        } catch let error as APIKeyError {
            problems[error.field] = error.description
        }
        let notice = Notice(sentence: "No key was made: check what is marked below.")
        var page = try await page(form, problems, notice: notice, context)
        page.status = .unprocessableContent
        return page
    }

    @Sendable func change(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await checkedForm(request, context)
        let store = try context.store(for: .tenancyWrite)
        let id: ID<APIKey> = try PathText.value("key", context)
        let isEnd = form["event"] == "revoked"
        do {
            try await dashboard.read(store, context) { db in
                if isEnd { return try await RevokeAPIKey.run(id, in: store.id, on: db) }
                try await RenameAPIKey.run(id, to: form["name"], in: store.id, on: db)
            }
            let path = KeyPage.keys.path(DashboardChrome.StoreLink(store))
            let answer = SeeOther("\(path)?done=\(isEnd ? "revoked" : "renamed")")
            return try answer.response(from: request, context: context)
        } catch let error as APIKeyError {
            guard error != .unknown else { throw RequestProblem.notFound }
            var page = try await page(notice: Notice(sentence: error.description), context)
            page.status = .unprocessableContent
            return try page.response(from: request, context: context)
        }
    }

    private func checkedForm(_ request: Request, _ context: SignedInRequestContext) async throws -> Form {
        let form = try await Form(request)
        try dashboard.forms.check(form, session: context.session.cookie)
        return form
    }

    private func page(
        _ form: Form? = nil, _ problems: [String: String] = [:], shown token: String? = nil, notice: Notice? = nil,
        _ context: SignedInRequestContext
    ) async throws -> HTMLPage {
        let store = try context.store(for: .tenancyWrite)
        let keys = try await dashboard.read(store, context) { db in try await ListAPIKeys.run(in: store.id, on: db) }
        let path = KeyPage.keys.path(DashboardChrome.StoreLink(store))
        let model = Model(keys, form, problems, token: token, path: path)
        let chrome = dashboard.chrome(store, .settings, context)
        return HTMLPage(KeyPage.keys.document(model.view(chrome), notice: notice, store, chrome))
    }
}

extension APIKeyError {
    fileprivate var field: String {
        switch self {
        case .noScope: "scopes"
        case .expiryPast: "expiry"
        case .nameUnusable, .tooMany, .unknown: "name"
        }
    }
}

extension Scope {
    var fieldName: String { "scope-\(rawValue)" }

    /// What an owner reads beside the box.
    var title: String {
        let words = rawValue.split(separator: ".")
        let area = Self.areas[words[0]] ?? String(words[0])
        return words[1] == "write" ? "Read and change \(area)" : "Read \(area)"
    }

    private static let areas: [Substring: String] = [
        "store": "the store's settings", "content": "pages", "giftcards": "gift cards",
    ]
}

import Commerce
import HTTPSupport
import Hummingbird

/// The e-mail service of a store.
struct EmailSettings: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let done = try Query(request)["done"]
        let sentences = ["saved": "Saved.", "removed": "Removed."]
        return try await page(nil, notice: sentences[done].map { Notice(sentence: $0, isGood: true) }, context)
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await Form(request)
        try dashboard.forms.check(form, session: context.session.cookie)
        let store = try context.store(for: .tenancyWrite)
        var problems: [String: String] = [:]
        if let configuration = EmailConfiguration(form, &problems) {
            do {
                try await dashboard.read(store, context) { db in
                    try await SaveEmailConfiguration.run(
                        configuration, key: form.secret("key"), in: store.id, vault: dashboard.vault, on: db)
                }
                return try answer("saved", store, request, context)
            } catch EmailConfigurationError.keyMissing {
                problems["key"] = "Enter the key that your e-mail service gave you."
            }
        }
        let notice = Notice(sentence: "Nothing was saved: check what is marked, and enter the key once more.")
        var page = try await page(form, problems, notice: notice, context)
        page.status = .unprocessableContent
        return try page.response(from: request, context: context)
    }

    @Sendable func remove(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        try dashboard.forms.check(try await Form(request), session: context.session.cookie)
        let store = try context.store(for: .tenancyWrite)
        try await dashboard.read(store, context) { db in try await RemoveEmailConfiguration.run(in: store.id, on: db) }
        return try answer("removed", store, request, context)
    }

    private func answer(
        _ done: String, _ store: Store, _ request: Request, _ context: SignedInRequestContext
    ) throws -> Response {
        let path = KeyPage.email.path(DashboardChrome.StoreLink(store))
        return try SeeOther("\(path)?done=\(done)").response(from: request, context: context)
    }

    private func page(
        _ form: Form?, _ problems: [String: String] = [:], notice: Notice?, _ context: SignedInRequestContext
    ) async throws -> HTMLPage {
        let store = try context.store(for: .tenancyWrite)
        let kept = try await dashboard.read(store, context) { db in
            try await EmailConfiguration.find(in: store.id, on: db)
        }
        let model = Model(kept, form, problems, path: KeyPage.email.path(DashboardChrome.StoreLink(store)))
        let chrome = dashboard.chrome(store, .settings, context)
        return HTMLPage(KeyPage.email.document(model.view(chrome), notice: notice, store, chrome))
    }
}

extension EmailConfiguration {
    /// Nil when something is wrong, which then stands among the problems.
    fileprivate init?(_ form: Form, _ problems: inout [String: String]) {
        let provider = Provider(rawValue: form["provider"])
        let sender = EmailAddress(form["sender"])
        let replyTo = form["reply_to"].isEmpty ? nil : EmailAddress(form["reply_to"])
        if provider == nil { problems["provider"] = "Choose one of the services." }
        if sender == nil { problems["sender"] = "Enter an address such as shop@example.com." }
        if replyTo == nil && !form["reply_to"].isEmpty {
            problems["reply_to"] = "Enter an address such as help@example.com, or nothing."
        }
        let name = form["sender_name"]
        // Both stand in the head of every letter, which a line end would end.
        if name.isEmpty || name.count > 100
            || name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        {
            problems["sender_name"] = "Enter the name that stands before the address, on one line."
        }
        guard problems.isEmpty, let provider, let sender else { return nil }
        self.init(provider: provider, sender: sender, senderName: name, replyTo: replyTo)
    }
}

import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// Stripe's keys of a store: entered, replaced and taken away, never shown again.
struct PaymentSettings: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let done = try Query(request)["done"]
        let sentences = ["saved": "Saved. The shop takes cards.", "removed": "Removed. The shop is paid by hand."]
        return try await page(nil, notice: sentences[done].map { Notice(sentence: $0, isGood: true) }, context)
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await Form(request)
        try dashboard.forms.check(form, session: context.session.cookie)
        let store = try context.store(for: .tenancyWrite)
        var problems: [String: String] = [:]
        let expiry = form.day("expiry", &problems)
        let change = StripeKeyChange(
            publishable: form["publishable"],
            secret: form.secret("secret"),
            webhookSecret: form.secret("webhook_secret"),
            expiry: expiry
        )
        do {
            if problems.isEmpty {
                try await dashboard.read(store, context) { db in
                    try await ChangeStripeKeys.run(change, in: store.id, vault: dashboard.vault, on: db)
                }
                return try answer("saved", store, request, context)
            }
        } catch let error as StripeKeyError {
            problems.merge(error.problems) { first, _ in first }
        }
        let notice = Notice(sentence: "Nothing was saved: check what is marked, and enter the secrets once more.")
        var page = try await page(form, problems, notice: notice, context)
        page.status = .unprocessableContent
        return try page.response(from: request, context: context)
    }

    @Sendable func remove(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        try dashboard.forms.check(try await Form(request), session: context.session.cookie)
        let store = try context.store(for: .tenancyWrite)
        try await dashboard.read(store, context) { db in try await RemoveStripeKeys.run(in: store.id, on: db) }
        return try answer("removed", store, request, context)
    }

    private func answer(
        _ done: String, _ store: Store, _ request: Request, _ context: SignedInRequestContext
    ) throws -> Response {
        let path = KeyPage.payments.path(DashboardChrome.StoreLink(store))
        return try SeeOther("\(path)?done=\(done)").response(from: request, context: context)
    }

    private func page(
        _ form: Form?, _ problems: [String: String] = [:], notice: Notice?, _ context: SignedInRequestContext
    ) async throws -> HTMLPage {
        let store = try context.store(for: .tenancyWrite)
        let record = try await dashboard.read(store, context) { db in
            try await StripeKeyRecord.find(in: store.id, on: db)
        }
        let site = dashboard.site
        let model = Model(
            record, form, problems, path: KeyPage.payments.path(DashboardChrome.StoreLink(store)),
            webhook: "\(site.scheme)://\(site.authority)/webhooks/stripe/\(store.id)")
        let chrome = dashboard.chrome(store, .settings, context)
        return HTMLPage(KeyPage.payments.document(model.view(chrome), notice: notice, store, chrome))
    }
}

extension StripeKeyError {
    fileprivate var problems: [String: String] {
        switch self {
        case .publishable:
            ["publishable": "Copy the publishable key from Stripe; it begins with pk_live_ or pk_test_."]
        case .secret:
            ["secret": "Copy the secret key from Stripe; it begins with sk_live_, sk_test_ or rk_."]
        case .webhookSecret:
            ["webhook_secret": "Copy the signing secret of the webhook from Stripe; it begins with whsec_."]
        case .modesDiffer:
            ["secret": "One key is for tests and the other is not; take both from the same mode."]
        }
    }
}

extension Form {
    /// What was typed into a key's field; nil when it was left empty.
    func secret(_ name: String) -> Secret? {
        self[name].isEmpty ? nil : Secret(self[name])
    }

    /// The end of a day; nil when none was chosen.
    func day(_ name: String, _ problems: inout [String: String]) -> Date? {
        guard !self[name].isEmpty else { return nil }
        guard self[name].wholeMatch(of: /20[0-9]{2}-[0-9]{2}-[0-9]{2}/) != nil,
            let day = try? Date(self[name], strategy: .iso8601.year().month().day()),
            day.formatted(.iso8601.year().month().day()) == self[name]
        else {
            problems[name] = "Enter a day such as 2027-03-31, or nothing."
            return nil
        }
        return day + 86_400 - 1
    }
}

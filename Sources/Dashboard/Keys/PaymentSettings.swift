import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// Stripe's keys of a store: entered, replaced and taken away, never shown again.
struct PaymentSettings: Sendable {
    let dashboard: Dashboard

    private var room: KeyRoom {
        KeyRoom(
            dashboard: dashboard, page: .payments,
            sentences: ["saved": "Saved. The shop takes cards.", "removed": "Removed. The shop is paid by hand."]
        ) { [site = dashboard.site] typed, store, db in
            let record = try await StripeKeyRecord.find(in: store.id, on: db)
            return Model(
                record, typed.form, typed.problems, path: KeyPage.payments.path(DashboardChrome.StoreLink(store)),
                webhook: "\(site.scheme)://\(site.authority)/webhooks/stripe/\(store.id)"
            ).view
        }
    }

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        try await room.show(request, context)
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        try await room.save(request, context) { form, store in
            var problems: [String: String] = [:]
            let expiry = form.day("expiry", &problems)
            guard problems.isEmpty else { return problems }
            let change = StripeKeyChange(
                publishable: form["publishable"],
                secret: form.secret("secret"),
                webhookSecret: form.secret("webhook_secret"),
                expiry: expiry
            )
            do {
                try await dashboard.read(store, context) { db in
                    try await ChangeStripeKeys.run(change, in: store.id, vault: dashboard.vault, on: db)
                }
                return [:]
            } catch let error as StripeKeyError {
                return error.problems
            }
        }
    }

    @Sendable func remove(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        try await room.remove(request, context) { store, db in try await RemoveStripeKeys.run(in: store.id, on: db) }
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

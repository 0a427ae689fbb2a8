import Commerce
import HTTPSupport
import Hummingbird

/// One webhook: what was sent, and what can be done with it.
struct WebhookShow: Sendable {
    let dashboard: Dashboard

    private static let sentences = [
        "test": "A test is on its way; reload the page to see what came of it.", "off": "Switched off.",
        "on": "Switched on.", "replayed": "It is being sent again; reload the page to see what came of it.",
    ]

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let done = try Query(request)["done"]
        return try await page(notice: Self.sentences[done].map { Notice(sentence: $0, isGood: true) }, context)
    }

    @Sendable func change(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let event = try await dashboard.form(request, context)["event"]
        let store = try context.store(for: .tenancyWrite)
        let id: ID<WebhookEndpoint> = try PathText.value("webhook", context)
        let changes = ChangeWebhooks(in: store.id, vault: dashboard.vault)
        let secret = try await found {
            try await dashboard.actFor(store, context, with: .tenancyWrite) { db -> WebhookSecret? in
                switch event {
                case "test": try await changes.test(id, on: db)
                case "off": try await changes.disable(id, on: db)
                case "on": try await changes.enable(id, on: db)
                case "removed": try await changes.remove(id, on: db)
                case "rotated": return try await changes.rotate(id, on: db)
                default: throw RequestProblem.notFound
                }
                return nil
            }
        }
        if let secret {
            return try await page(secret: secret.text.reveal(), context).response(from: request, context: context)
        }
        let path = DashboardChrome.StoreLink(store).path("/settings/webhooks")
        let answer = SeeOther("\(path)\(event == "removed" ? "" : "/\(id)")?done=\(event)")
        return try answer.response(from: request, context: context)
    }

    @Sendable func replay(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        _ = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        let id: ID<WebhookEndpoint> = try PathText.value("webhook", context)
        let delivery: ID<WebhookDelivery> = try PathText.value("delivery", context)
        let changes = ChangeWebhooks(in: store.id, vault: dashboard.vault)
        try await found {
            try await dashboard.actFor(store, context, with: .tenancyWrite) { db in
                try await changes.replay(delivery, of: id, on: db)
            }
        }
        let path = DashboardChrome.StoreLink(store).path("/settings/webhooks/\(id)")
        return try SeeOther("\(path)?done=replayed").response(from: request, context: context)
    }

    private func found<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch WebhookEndpointError.unknown {
            throw RequestProblem.notFound
        }
    }

    private func page(
        secret: String? = nil, notice: Notice? = nil, _ context: SignedInRequestContext
    ) async throws -> HTMLPage {
        let store = try context.store(for: .tenancyWrite)
        let id: ID<WebhookEndpoint> = try PathText.value("webhook", context)
        let kept = try await dashboard.read(store, context) { db in
            try await ListWebhooks.find(id, in: store.id, on: db)
        }
        guard let kept else { throw RequestProblem.notFound }
        let chrome = dashboard.chrome(store, .settings, context)
        let all = DashboardChrome.StoreLink(store).path("/settings/webhooks")
        let view = WebhookShowView(path: "\(all)/\(id)", webhook: kept.endpoint, log: kept.log, secret: secret)
        let page = SettingsPage(
            title: "Webhook", store: store, chrome: chrome, notice: notice, back: (title: "Webhooks", path: all))
        return HTMLPage(page.document(view.html(chrome.formToken)))
    }
}

import Commerce
import HTTPSupport
import Hummingbird

/// The webhooks of a store: listed and added.
struct WebhookIndex: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let removed = try Query(request)["done"] == "removed"
        return try await page(notice: removed ? Notice(sentence: "Removed.", isGood: true) : nil, context)
    }

    /// Answers with the page itself, because the secret can be shown only now.
    @Sendable func create(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        let topics = WebhookTopic.allCases.filter { form.has($0.fieldName) }
        do {
            let address = try WebhookAddress(form["url"], dashboard.webhookAddresses)
            let changes = ChangeWebhooks(in: store.id, vault: dashboard.vault)
            let added = try await dashboard.actFor(store, context, with: .tenancyWrite) { db in
                try await changes.add(address, topics: topics, on: db)
            }
            return try await page(secret: added.secret.text.reveal(), context)
        } catch let error as WebhookEndpointError {
            let notice = Notice(sentence: "No webhook was added: check what is marked below.")
            var page = try await page(form, problem: error, notice: notice, context)
            page.status = .unprocessableContent
            return page
        }
    }

    private func page(
        _ form: Form? = nil, problem: WebhookEndpointError? = nil, secret: String? = nil, notice: Notice? = nil,
        _ context: SignedInRequestContext
    ) async throws -> HTMLPage {
        let store = try context.store(for: .tenancyWrite)
        let webhooks = try await dashboard.read(store, context) { db in try await ListWebhooks.run(in: store.id, on: db)
        }
        let chrome = dashboard.chrome(store, .settings, context)
        let path = DashboardChrome.StoreLink(store).path("/settings/webhooks")
        let view = WebhookIndexView(path: path, webhooks: webhooks, form: form, problem: problem, secret: secret)
        let main = view.html(chrome.formToken)
        return HTMLPage(SettingsPage(title: "Webhooks", store: store, chrome: chrome, notice: notice).document(main))
    }
}

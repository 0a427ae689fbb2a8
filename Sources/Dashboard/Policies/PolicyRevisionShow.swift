import Commerce
import HTTPSupport
import Hummingbird

/// A policy as it was once, and the way back to it.
struct PolicyRevisionShow: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        try await page(context, notice: nil)
    }

    /// The old text becomes the newest version; nothing in between is lost.
    @Sendable func restore(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .contentWrite)
        let name = try PolicyName(context)
        let id: ID<PolicyRevision> = try PathText.value("revision", context)
        do {
            try await dashboard.read(store, context) { db in
                guard let revision = try await PolicyRevision.find(id, of: name, in: store.id, on: db) else {
                    throw RequestProblem.notFound
                }
                try await SavePolicy.run(name, revision.text, replacing: form["version"], in: store.id, on: db)
            }
            let path = name.path(DashboardChrome.StoreLink(store)) + "?done=restored"
            return try SeeOther(path).response(from: request, context: context)
        } catch StoreError.changedMeanwhile {
            let sentence = "Somebody else changed the text meanwhile. Look at it first, then restore this version."
            var page = try await page(context, notice: Notice(sentence: sentence))
            page.status = .conflict
            return try page.response(from: request, context: context)
        }
    }

    private func page(_ context: SignedInRequestContext, notice: Notice?) async throws -> HTMLPage {
        let store = try context.store(for: .contentWrite)
        let name = try PolicyName(context)
        let id: ID<PolicyRevision> = try PathText.value("revision", context)
        let (policy, revision) = try await dashboard.read(store, context) { db in
            (
                try await Policy.find(name, in: store.id, on: db),
                try await PolicyRevision.find(id, of: name, in: store.id, on: db)
            )
        }
        guard let revision else { throw RequestProblem.notFound }
        let chrome = dashboard.chrome(store, .settings, context)
        return HTMLPage(view(revision, policy, name, store, chrome, notice))
    }

    private func view(
        _ revision: PolicyRevision, _ policy: Policy, _ name: PolicyName, _ store: Store, _ chrome: DashboardChrome,
        _ notice: Notice?
    ) -> HTML {
        let path = name.path(DashboardChrome.StoreLink(store))
        let restoration: HTML = """
            <form method="post" action="\(url: "\(path)/revisions/\(revision.id)/restoration")">\(chrome.token)
            <input type="hidden" name="version" value="\(policy.version)">
            <p class="actions"><button class="button" type="submit">Restore this version</button></p></form>
            """
        let isCurrent = revision.text == policy.text
        return SettingsPage(
            title: "\(name.title), as it was", store: store, chrome: chrome, notice: notice,
            back: (title: name.title, path: path)
        ).document(
            """
            <div class="narrow"><p class="soft">\(StoreDates.long(revision.time, in: Shop(store))) · \
            \(revision.author ?? "SellUsGenie")</p><section class="card prose">\(revision.text.isEmpty
                ? "<p>No text.</p>" : Prose(revision.text).view)</section>
            \(isCurrent ? "<p>This is what the shop shows now.</p>" : restoration)</div>
            """
        )
    }
}

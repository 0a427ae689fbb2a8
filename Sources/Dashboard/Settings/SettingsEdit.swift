import Commerce
import HTTPSupport
import Hummingbird

/// What a store says about itself.
struct SettingsEdit: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .storeWrite)
        let settings = try await settings(store, context)
        var model = Model(input: SettingsInput(settings), version: settings.version)
        if try !Query(request)["saved"].isEmpty {
            model.notice = Notice(sentence: "Saved. The shop shows it within seconds.", isGood: true)
        }
        return page(model, store, context)
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .storeWrite)
        let current = try await settings(store, context)
        var model = Model(input: SettingsInput(form), version: form["version"])
        do {
            let settings = try model.input.settings(replacing: current)
            try await dashboard.read(store, context) { db in
                try await SaveStoreSettings.run(settings, replacing: form["version"], in: store.id, on: db)
            }
            let path = DashboardChrome.StoreLink(store).path("/settings/store?saved=1")
            return try SeeOther(path).response(from: request, context: context)
        } catch let problems as SettingsInput.Problems {
            model.problems = problems
            model.notice = .nothingSaved
            return try page(model, store, context, status: .unprocessableContent)
                .response(from: request, context: context)
        } catch StoreError.changedMeanwhile {
            let now = try await settings(store, context)
            model.overtaken(by: now)
            return try page(model, store, context, status: .conflict).response(from: request, context: context)
        }
    }

    private func settings(_ store: Store, _ context: SignedInRequestContext) async throws -> StoreSettings {
        let found = try await dashboard.read(store, context) { db in try await StoreSettings.find(store.id, on: db) }
        guard let found else { throw RequestProblem.notFound }
        return found
    }

    private func page(
        _ model: Model,
        _ store: Store,
        _ context: SignedInRequestContext,
        status: HTTPResponse.Status = .ok
    ) -> HTMLPage {
        HTMLPage(model.view(store, dashboard.chrome(store, .settings, context)), status: status)
    }
}

extension SettingsEdit {
    /// What the page shows.
    struct Model: Sendable {
        let input: SettingsInput
        /// Of the settings that the form was filled from.
        var version: String
        var problems = SettingsInput.Problems()
        var notice: Notice?
    }
}

extension SettingsEdit.Model {
    /// What was typed stays; what somebody else has saved stands beside it. The next press of the button counts from
    /// there.
    fileprivate mutating func overtaken(by settings: StoreSettings) {
        version = settings.version
        let theirs = SettingsInput(settings)
        for field in SettingsInput.Field.allCases where theirs[field] != input[field] {
            let value = theirs[field].isEmpty ? "nothing" : "“\(theirs[field])”"
            problems.sentences[field] = "By now this is \(value)."
        }
        notice = Notice(
            sentence:
                "Somebody else saved while you were typing. What differs is marked below; save again to set what you typed."
        )
    }
}

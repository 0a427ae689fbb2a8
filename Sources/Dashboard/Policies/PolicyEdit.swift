import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// One of the store's policies: its text, and what it was before.
struct PolicyEdit: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let store = try context.store(for: .contentWrite)
        let name = try PolicyName(context)
        let done = try Query(request)["done"]
        return try await page(name, store, context) { model in
            if done == "saved" {
                model.notice = Notice(sentence: "Saved. The shop shows it from now on.", isGood: true)
            }
            if done == "restored" { model.notice = Notice(sentence: "Restored, as a new version.", isGood: true) }
        }
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context, upTo: 256 * 1_024)
        let store = try context.store(for: .contentWrite)
        let name = try PolicyName(context)
        let typed = PolicyInput(form.verbatim("text"))
        do {
            let text = try typed.checked()
            try await dashboard.read(store, context) { db in
                try await SavePolicy.run(name, text, replacing: form["version"], in: store.id, on: db)
            }
            let path = name.path(DashboardChrome.StoreLink(store)) + "?done=saved"
            return try SeeOther(path).response(from: request, context: context)
        } catch let problem as PolicyInput.Problem {
            return try await page(name, store, context, status: .unprocessableContent) { model in
                model.text = typed.text
                model.version = form["version"]
                model.problem = problem.sentence
                model.notice = Notice(sentence: "Nothing was saved: see below.")
            }.response(from: request, context: context)
        } catch StoreError.changedMeanwhile {
            return try await page(name, store, context, status: .conflict) { model in model.overtake(typed.text) }
                .response(from: request, context: context)
        }
    }

    private func page(
        _ name: PolicyName,
        _ store: Store,
        _ context: SignedInRequestContext,
        status: HTTPResponse.Status = .ok,
        _ change: (inout Model) -> Void
    ) async throws -> HTMLPage {
        let (policy, revisions) = try await dashboard.read(store, context) { db in
            (
                try await Policy.find(name, in: store.id, on: db),
                try await PolicyRevision.list(name, in: store.id, on: db)
            )
        }
        var model = Model(name, policy, revisions, store)
        change(&model)
        return HTMLPage(model.view(store, dashboard.chrome(store, .settings, context)), status: status)
    }
}

extension PolicyName {
    /// Which one the path names.
    init(_ context: SignedInRequestContext) throws {
        guard let name = context.parameters.get("policy").flatMap(PolicyName.init(rawValue:)) else {
            throw RequestProblem.notFound
        }
        self = name
    }
}

/// A policy as it was typed.
struct PolicyInput: Sendable {
    let text: String

    enum Problem: Error {
        case tooLong
        case unreadable

        var sentence: String {
            switch self {
            case .tooLong:
                "Shorten it to \(Policy.longest.formatted(.number.locale(.init(identifier: "en")))) characters."
            case .unreadable: "Remove the control characters, which nobody can read."
            }
        }
    }

    /// Browsers end lines in their own way.
    init(_ typed: String) { text = typed.replacing("\r\n", with: "\n").replacing("\r", with: "\n") }

    func checked() throws(Problem) -> String {
        guard text.count <= Policy.longest else { throw .tooLong }
        let isReadable = text.unicodeScalars.allSatisfy {
            $0 == "\n" || $0 == "\t" || !CharacterSet.controlCharacters.contains($0)
        }
        guard isReadable else { throw .unreadable }
        return text.trimmed
    }
}

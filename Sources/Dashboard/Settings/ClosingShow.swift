import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// Pausing, handing over and deleting a store.
struct ClosingShow: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        try await page(try context.store(for: .tenancyWrite), context)
    }

    @Sendable func pause(_ request: Request, context: SignedInRequestContext) async throws -> SeeOther {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        guard ["yes", "no"].contains(form["paused"]) else { throw RequestProblem.malformedForm }
        try await dashboard.read(store, context) { db in
            try await StoreLife.setPaused(form["paused"] == "yes", store.id, on: db)
        }
        return back(store)
    }

    /// Offers the store to whoever has the address.
    @Sendable func offer(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        guard let email = EmailAddress(form["email"]) else {
            let problem = Problem(
                field: "email", typed: form["email"], sentence: "Enter an address such as ann@shop.example.")
            return try await page(store, context, problem).response(from: request, context: context)
        }
        do {
            try await dashboard.offer(store, to: email, by: context.session.user)
        } catch StaffError.ownsTheStore {
            let problem = Problem(field: "email", typed: form["email"], sentence: "This is your own address.")
            return try await page(store, context, problem).response(from: request, context: context)
        }
        return try back(store).response(from: request, context: context)
    }

    @Sendable func withdraw(_ request: Request, context: SignedInRequestContext) async throws -> SeeOther {
        _ = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        try await dashboard.offer.withdraw(store.id)
        return back(store)
    }

    /// Only with the store's name typed: one click must not end a business.
    @Sendable func delete(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let store = try context.store(for: .tenancyWrite)
        guard form["name"] == store.name else {
            let sentence = "Type the name exactly as it is: \(store.name)"
            let problem = Problem(field: "name", typed: form["name"], sentence: sentence)
            return try await page(store, context, problem).response(from: request, context: context)
        }
        try await dashboard.read(store, context) { db in try await StoreLife.delete(store.id, on: db) }
        return try SeeOther("/dashboard?deleted=1").response(from: request, context: context)
    }

    private func back(_ store: Store) -> SeeOther {
        SeeOther(DashboardChrome.StoreLink(store).path("/settings/closing"))
    }

    private func page(_ store: Store, _ context: SignedInRequestContext, _ problem: Problem? = nil) async throws
        -> HTMLPage
    {
        let found = try await dashboard.read(store, context) { db in
            (try await StoreState.find(store.id, on: db), try await OfferStore.open(store.id, on: db))
        }
        let model = Model(
            store: store,
            state: found.0,
            offered: found.1.map { ($0.email, StoreDates.short($0.expiresAt, in: Shop(store))) },
            problem: problem
        )
        let chrome = dashboard.chrome(store, .settings, context)
        return HTMLPage(model.view(chrome), status: problem == nil ? .ok : .unprocessableContent)
    }
}

extension ClosingShow {
    /// What the page shows.
    struct Model: Sendable {
        let store: Store
        let state: StoreState
        let offered: (email: String, until: String)?
        let problem: Problem?
    }

    /// A field that could not be used, with what was typed.
    struct Problem: Sendable {
        let field: String
        let typed: String
        let sentence: String
    }
}

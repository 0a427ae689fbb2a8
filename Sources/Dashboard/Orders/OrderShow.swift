import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Pricing

/// One order, and what its owner can do with it.
struct OrderShow: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        try await page(try context.store(for: .ordersRead), try PathText.value("order", context), context)
    }

    /// Paid by hand, shipped, delivered, cancelled.
    @Sendable func record(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await Form(request)
        try dashboard.forms.check(form, session: context.session.cookie)
        let store = try context.store(for: .ordersWrite)
        let id: ID<Order> = try PathText.value("order", context)
        guard let action = Action(rawValue: form["event"]) else { throw RequestProblem.malformedForm }
        do {
            try await dashboard.actFor(store, context, with: .ordersWrite) { db in
                try await action.run(id, by: context.session.user.id, in: store.id, on: db)
            }
            let path = DashboardChrome.StoreLink(store).path("/orders/\(id)")
            return try SeeOther(path).response(from: request, context: context)
        } catch let error as OrderError {
            guard error != .unknown else { throw RequestProblem.notFound }
            var page = try await page(store, id, context, notice: Notice(sentence: error.sentence))
            page.status = .conflict
            return try page.response(from: request, context: context)
        }
    }

    private func page(
        _ store: Store,
        _ id: ID<Order>,
        _ context: SignedInRequestContext,
        notice: Notice? = nil
    ) async throws -> HTMLPage {
        let found = try await dashboard.read(store, context) { db in
            try await ShowOrder.run(id, in: store.id, on: db)
        }
        guard let found else { throw RequestProblem.notFound }
        var model = Model(found, store)
        model.notice = notice
        let membership = try context.membership(in: store)
        if !membership.may(.ordersWrite) { model.actions = [] }
        if !membership.may(.auditRead) { model.historyPath = nil }
        return HTMLPage(model.view(dashboard.chrome(store, .orders, context)))
    }
}

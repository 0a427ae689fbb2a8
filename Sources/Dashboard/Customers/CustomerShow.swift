import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird
import Postgres

/// A customer: what he bought, where he lives, what the shop's people say about him, and what can be done with his row.
struct CustomerShow: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let done = try Query(request)["done"]
        let sentences = ["saved": "Saved.", "merged": "Merged. The orders are here now."]
        return try await page(context, notice: sentences[done].map { Notice(sentence: $0, isGood: true) })
    }

    @Sendable func save(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        let remarks = CustomerRemarks(tags: form["tags"], notes: form["notes"], isBarred: form.has("barred"))
        return try await change("saved", form, request, context) { id, store, db in
            try await EditCustomer.run(remarks, on: id, in: store, on: db)
        }
    }

    @Sendable func merge(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        return try await change("merged", form, request, context) { id, store, db in
            try await EditCustomer.merge(form["other"], into: id, in: store, on: db)
        }
    }

    @Sendable func erase(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await dashboard.form(request, context)
        return try await change("erased", form, request, context) { id, store, db in
            try await EditCustomer.erase(id, confirmedBy: form["email"], in: store, on: db)
        }
    }

    /// Everything that the shop holds about him, as a file.
    @Sendable func export(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let store = try context.store(for: .customersRead)
        let id: ID<Customer> = try PathText.value("customer", context)
        let found = try await dashboard.read(store, context) { db in
            try await ExportCustomer.run(id, in: store.id, on: db)
        }
        guard let document = found else { throw RequestProblem.notFound }
        let headers: HTTPFields = [
            .contentType: "application/json", .contentDisposition: "attachment; filename=\"customer-\(id).json\"",
            .cacheControl: "private, no-store",
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: document)))
    }

    private func change(
        _ done: String, _ form: Form, _ request: Request, _ context: SignedInRequestContext,
        _ body: (ID<Customer>, ID<Store>, Connection) async throws -> Void
    ) async throws -> Response {
        let store = try context.store(for: .customersWrite)
        let id: ID<Customer> = try PathText.value("customer", context)
        do {
            try await dashboard.read(store, context) { db in try await body(id, store.id, db) }
            let path = DashboardChrome.StoreLink(store).path("/customers")
            let next = done == "erased" ? path : "\(path)/\(id)?done=\(done)"
            return try SeeOther(next).response(from: request, context: context)
        } catch let error as CustomerError {
            guard error != .unknown else { throw RequestProblem.notFound }
            var page = try await page(context, typed: form, notice: Notice(sentence: error.description))
            page.status = .unprocessableContent
            return try page.response(from: request, context: context)
        }
    }

    private func page(
        _ context: SignedInRequestContext, typed: Form? = nil, notice: Notice? = nil
    ) async throws -> HTMLPage {
        let store = try context.store(for: .customersRead)
        let id: ID<Customer> = try PathText.value("customer", context)
        let found = try await dashboard.read(store, context) { db in
            try await ShowCustomerPage.run(id, in: store.id, on: db)
        }
        guard let page = found else { throw RequestProblem.notFound }
        var model = Model(page, store)
        model.isEditable = try context.membership(in: store).may(.customersWrite) && !page.customer.isErased
        model.notice = notice
        if let typed { model.keep(typed) }
        return HTMLPage(model.view(dashboard.chrome(store, .customers, context)))
    }
}

import Foundation
package import Postgres
import Pricing

/// Turns a cart into an order, once, whatever is lost on the way: the key names the submission, each phase ends with a
/// commit that says how far it came, and the provider is called between the phases, never inside one.
package struct PlaceOrder: Sendable {
    private let database: Database
    private let startPayment: StartPayment
    private let ids: IDGenerator

    package init(database: Database, startPayment: StartPayment, ids: IDGenerator) {
        self.database = database
        self.startPayment = startPayment
        self.ids = ids
    }

    /// - Parameter shopper: who is signed in; the order is his then, whatever address the form names.
    package func callAsFunction(
        _ form: CheckoutForm,
        key: IdempotencyKey,
        cart: CartSession,
        visit: Visit? = nil,
        shopper: ID<User>? = nil,
        in store: ID<Store>
    ) async throws -> PlacedOrder {
        let problems = form.problems
        guard problems.isEmpty else { throw CheckoutError.invalid(problems) }
        let submission = Submission(
            form: form.normalized,
            request: try form.normalized.request(key: key, cart: cart),
            cart: cart,
            visit: visit,
            shopper: shopper,
            store: store
        )
        let order = try await recordOrder(submission)
        return try await preparePayment(of: order, submission)
    }

    /// A form that was checked, with all that belongs to it.
    private struct Submission {
        let form: CheckoutForm
        let request: IdempotentRequest
        let cart: CartSession
        let visit: Visit?
        let shopper: ID<User>?
        let store: ID<Store>
    }

    /// First phase: one transaction that leaves an order behind, or nothing at all, not even the key.
    private func recordOrder(_ submission: Submission) async throws -> ID<Order> {
        do {
            return try await database.transaction(as: .service(store: submission.store), retry: .conflicts()) { db in
                try await claimOrPlace(submission, on: db)
            }
        } catch let error as PostgresError {
            throw CheckoutError(error) ?? error
        }
    }

    private func claimOrPlace(_ submission: Submission, on db: Connection) async throws -> ID<Order> {
        let (request, store) = (submission.request, submission.store)
        let buyer = submission.form.buyer(submission.shopper)
        let found = try await db.pipeline(
            [
                request.insert(in: store), CartItem.lock(submission.cart, in: store), CheckoutTerms.fetch(store),
                CartItem.list(submission.cart, in: store), Customer.findID(submission.shopper, in: store),
            ] + buyer.fetch(in: store)
        )
        if found[0].isEmpty {
            return try await continued(request, in: store, on: db)
        }
        guard let terms = try found[2].first.map(CheckoutTerms.init(row:)) else { throw CheckoutError.storeClosed }
        let items = try found[3].map(CartItem.init(row:))
        let customer: ID<Customer>? = try found[4].first?["id"]
        let circumstances = try buyer.circumstances(found[5...])
        let quote = try CheckoutError.pricing { () throws(PricingError) in
            try CheckoutQuote(of: items, under: terms, in: circumstances)
        }
        let draft = try draft(submission, items: items, terms: terms, quote: quote, customer: customer)
        _ = try await db.pipeline(try draft.statements() + [request.reachOrdered(draft.id, in: store)])
        return draft.id
    }

    /// The key came before: the order it led to, if this is the same submission and nobody works on it now.
    private func continued(
        _ request: IdempotentRequest,
        in store: ID<Store>,
        on db: Connection
    ) async throws -> ID<Order> {
        guard let record = try await db.first(request.lock(in: store), as: IdempotentRecord.self) else {
            throw CheckoutError.inProgress
        }
        guard record.fingerprint == request.fingerprint else { throw CheckoutError.keyReused }
        guard !record.isLocked, let order = record.order else { throw CheckoutError.inProgress }
        if record.recoveryPoint != .finished { try await db.execute(request.take(in: store)) }
        return order
    }

    private func draft(
        _ submission: Submission,
        items: [CartItem],
        terms: CheckoutTerms,
        quote: CheckoutQuote,
        customer: ID<Customer>?
    ) throws -> OrderDraft {
        let form = submission.form
        guard terms.isOpen else { throw CheckoutError.storeClosed }
        guard !items.isEmpty else { throw CheckoutError.emptyCart }
        let unavailable = Cart(items: items).unavailable
        guard unavailable.isEmpty else { throw CheckoutError.unavailable(unavailable) }
        guard quote.totals.total == form.expectedTotal else { throw CheckoutError.totalChanged(quote) }
        guard terms.offered.contains(form.payment) else { throw CheckoutError.paymentMethodNotOffered }
        return OrderDraft(
            id: ids.make(),
            store: submission.store,
            form: form,
            cart: submission.cart,
            items: items,
            quote: quote,
            terms: terms,
            visit: submission.visit,
            customer: customer
        )
    }

    /// Second phase: outside any transaction the provider is asked for a payment, then the key is closed.
    private func preparePayment(of order: ID<Order>, _ submission: Submission) async throws -> PlacedOrder {
        let (request, store) = (submission.request, submission.store)
        do {
            let placed = try await startPayment(order, in: store)
            try await close(request.finish(status: 201, in: store), in: store)
            return placed
        } catch CheckoutError.paymentRefused {
            try await close(request.forget(in: store), in: store)
            throw CheckoutError.paymentRefused
        } catch {
            // The order stands and the key leads to it: the same submission goes on from here.
            try? await close(request.release(in: store), in: store)
            throw error
        }
    }

    private func close(_ statement: SQL, in store: ID<Store>) async throws {
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.execute(statement)
        }
    }
}

extension CheckoutForm {
    /// The same submission again has the same fingerprint, and any other another.
    fileprivate func request(key: IdempotencyKey, cart: CartSession) throws -> IdempotentRequest {
        struct Body: Encodable {
            let email: String
            let shipping: Address
            let billing: Address?
            let notes: String?
            let marketing: Bool
            let total: Int
            let currency: String
            let payment: CheckoutPayment
            let codes: [String]
        }
        let body = Body(
            email: email,
            shipping: shippingAddress,
            billing: billingAddress,
            notes: notes,
            marketing: acceptsMarketing,
            total: expectedTotal.minorUnits,
            currency: expectedTotal.currency.code,
            payment: payment,
            codes: codes
        )
        return try IdempotentRequest(
            key: key,
            scope: "cart \(cart.rawValue)",
            method: "POST",
            path: "/checkout",
            body: body
        )
    }
}

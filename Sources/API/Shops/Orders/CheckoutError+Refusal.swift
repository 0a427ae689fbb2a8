package import Commerce
package import HTTPSupport
package import HTTPTypes
import Pricing

extension CheckoutError: APIRefusal {
    package static var documented: [any APIRefusal] {
        let plain: [CheckoutError] = [
            .emptyCart, .invalid([.email: .malformed]), .unavailable([]), .outOfStock(nil), .paymentMethodNotOffered,
            .unpriceable(.money(.overflow)), .promotionOver, .storeClosed, .planLimit, .keyReused, .inProgress,
            .keyMalformed, .paymentRefused,
        ]
        return plain + [Changed(), Unpaid()]
    }

    package var status: HTTPResponse.Status {
        switch self {
        case .keyMalformed: .badRequest
        case .invalid, .keyReused, .unpriceable: .unprocessableContent
        case .paymentUnavailable: .serviceUnavailable
        case .emptyCart, .totalChanged, .unavailable, .outOfStock, .paymentMethodNotOffered, .promotionOver,
            .storeClosed, .planLimit, .inProgress, .paymentRefused:
            .conflict
        }
    }

    package var detail: String {
        switch self {
        case .emptyCart: "The cart is empty; put something into it first."
        case .invalid: "Some of what was sent cannot be used: see errors for each place."
        case .totalChanged(let quote):
            "The total is \(quote.totals.total.plain) now; show it to the buyer, and send it as expected_total."
        case .unavailable: "Some of the cart is no longer to be had; read the cart, and change what is not available."
        case .outOfStock: "Somebody else bought the last piece; read the cart, and change what is not available."
        case .paymentMethodNotOffered: "The shop does not take this payment; leave payment out for the one it takes."
        case .unpriceable: "The cart costs more than an order can hold; take something out of it."
        case .promotionOver: "A discount ended or was used up meanwhile; get a new quote."
        case .storeClosed: "The shop takes no orders now."
        case .planLimit: "The shop takes no more orders this month; its owner has been told."
        case .keyReused: "This Idempotency-Key came before with another order; send a new key with a new order."
        case .inProgress: "This order is being worked on; send the same again in a moment."
        case .keyMalformed: "Send a key of 16 to 255 visible characters in the header Idempotency-Key."
        case .paymentUnavailable: "The order stands, but the payment could not be prepared; send the same again."
        case .paymentRefused: "The payment provider refused the payment, and the order was given up; tell the shop."
        }
    }

    package var faults: [APIFault] {
        guard case .invalid(let problems) = self else { return [] }
        return problems.sorted { $0.key.rawValue < $1.key.rawValue }.map { field, problem in
            APIFault(field.pointer, problem.kind, problem.detail)
        }
    }

    /// The document's example of a changed total; the real one is a whole quote.
    private struct Changed: APIRefusal {
        static var documented: [any APIRefusal] { [] }
        let status = HTTPResponse.Status.conflict
        let code = "total_changed"
        let detail = "The total is 27.40 now; show it to the buyer, and send it as expected_total."
    }

    /// The document's example of an order whose payment waits; the real one has a token.
    private struct Unpaid: APIRefusal {
        static var documented: [any APIRefusal] { [] }
        let status = HTTPResponse.Status.serviceUnavailable
        let code = "payment_unavailable"
        let detail = "The order stands, but the payment could not be prepared; send the same again."
    }
}

extension CheckoutField {
    /// Where the order's body has it.
    fileprivate var pointer: String {
        for part in ["shipping", "billing"] where rawValue.hasPrefix("\(part)_") {
            return "/\(part)_address/\(rawValue.dropFirst(part.count + 1))"
        }
        return "/\(rawValue)"
    }
}

extension FieldProblem {
    fileprivate var kind: APIFault.Kind {
        switch self {
        case .missing: .missing
        case .tooLong: .outOfRange
        case .malformed: .malformed
        }
    }

    fileprivate var detail: String {
        switch self {
        case .missing: "is required"
        case .tooLong: "is too long"
        case .malformed: "cannot be read"
        }
    }
}

extension PaymentProviderError: APIRefusal {
    package static var documented: [any APIRefusal] { [PaymentProviderError(.unavailable)] }

    /// The payment is the provider's; whatever it does not say now it says in its report.
    package var status: HTTPResponse.Status { .serviceUnavailable }

    package var detail: String { "The payment provider gives no answer now; ask again in a moment." }
}

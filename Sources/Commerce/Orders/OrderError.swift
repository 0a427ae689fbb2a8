import Postgres

/// Why an order stays as it is.
package enum OrderError: Error, Hashable {
    /// This store has no such order.
    case unknown
    /// The transition table does not allow it.
    case notPossible(OrderStatus, OrderEvent)
    /// The provider holds the payment: it is taken or given back there, not by hand.
    case paidOnline
}

extension OrderError {
    package var code: String {
        switch self {
        case .unknown: "order_unknown"
        case .notPossible: "order_transition_not_possible"
        case .paidOnline: "order_paid_online"
        }
    }
}

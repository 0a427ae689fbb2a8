import Foundation
import Postgres
import Pricing

extension Payment {
    private static let columns: SQL = """
        p.id, p.order_id, p.provider, p.stripe_payment_intent_id, p.stripe_client_secret, p.amount, p.currency, p.status
        """

    /// The payment that an order was placed with.
    static func find(of order: ID<Order>, in store: ID<Store>) -> SQL {
        """
        SELECT \(columns) FROM payments p
        WHERE p.store_id = \(store) AND p.order_id = \(order) ORDER BY p.created_at, p.id LIMIT 1
        """
    }

    /// Everybody who changes a payment and its order locks the payment first.
    static func lock(of order: ID<Order>, in store: ID<Store>) -> SQL {
        find(of: order, in: store) + " FOR UPDATE"
    }

    static func lock(_ intent: PaymentIntent.Name, in store: ID<Store>) -> SQL {
        """
        SELECT \(columns) FROM payments p
        WHERE p.store_id = \(store) AND p.stripe_payment_intent_id = \(intent.rawValue) FOR UPDATE
        """
    }

    /// The first intent to come stays; a second one, made by a twin, is not taken.
    func adopt(_ intent: PaymentIntent, in store: ID<Store>) -> SQL {
        """
        UPDATE payments SET stripe_payment_intent_id = \(intent.id.rawValue),
            stripe_client_secret = \(intent.clientSecret?.reveal()), provider_status = \(intent.status.rawValue)
        WHERE store_id = \(store) AND id = \(id) AND stripe_payment_intent_id IS NULL
        """
    }

    func update(from intent: PaymentIntent, in store: ID<Store>) -> SQL {
        let status = Status(intent)
        return """
            UPDATE payments SET status = \(status), provider_status = \(intent.status.rawValue),
                stripe_charge_id = COALESCE(\(intent.charge), stripe_charge_id),
                failure_code = \(intent.failure?.code), failure_message = \(intent.failure?.message),
                captured_at = CASE WHEN \(status == .succeeded) THEN now() END
            WHERE store_id = \(store) AND id = \(id)
            """
    }

    func settle(_ status: Status, in store: ID<Store>) -> SQL {
        """
        UPDATE payments SET status = \(status), captured_at = CASE WHEN \(status == .succeeded) THEN now() END
        WHERE store_id = \(store) AND id = \(id)
        """
    }
}

extension Payment.Status: PostgresEncodable, PostgresDecodable {}

extension Payment: PostgresRow {
    init(row: Row) throws {
        id = try row["id"]
        order = try row["order_id"]
        provider = try row["provider"]
        intent = try row.decode("stripe_payment_intent_id", as: String?.self).map(PaymentIntent.Name.init(rawValue:))
        clientSecret = try row.decode("stripe_client_secret", as: String?.self).map { Secret($0) }
        amount = try Money(try row.decode("amount"), try Currency(try row.decode("currency", as: String.self)))
        status = try row["status"]
    }
}

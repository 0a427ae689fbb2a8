import Foundation
import Postgres

extension Order {
    static func setStatus(_ status: OrderStatus, of order: ID<Order>, in store: ID<Store>) -> SQL {
        "UPDATE orders SET status = \(status) WHERE store_id = \(store) AND id = \(order)"
    }

    static func setPaid(_ order: ID<Order>, status: OrderStatus, in store: ID<Store>) -> SQL {
        """
        UPDATE orders SET status = \(status), payment_status = 'paid', confirmed_at = COALESCE(confirmed_at, now())
        WHERE store_id = \(store) AND id = \(order)
        """
    }

    /// Money that was waited for is no longer; money that came stays on record until it is given back.
    static func setCancelled(_ order: ID<Order>, because reason: String, in store: ID<Store>) -> SQL {
        """
        UPDATE orders SET status = 'cancelled', cancel_reason = \(reason),
            payment_status = CASE WHEN payment_status IN ('pending', 'failed', 'authorized') THEN 'voided'
                ELSE payment_status END
        WHERE store_id = \(store) AND id = \(order)
        """
    }

    static func note(
        _ kind: String,
        _ message: String? = nil,
        on order: ID<Order>,
        by actor: ID<User>? = nil,
        in store: ID<Store>
    ) -> SQL {
        """
        INSERT INTO order_events (store_id, order_id, kind, message, actor_id)
        VALUES (\(store), \(order), \(kind), \(message), \(actor))
        """
    }

    /// With the visit that the order began with, for whoever counts it.
    static func announce(_ topic: String, _ order: ID<Order>, in store: ID<Store>) -> SQL {
        """
        INSERT INTO outbox (store_id, topic, entity_type, entity_id, payload)
        SELECT \(store), \(topic), 'order', \(order), COALESCE((
            SELECT e.details FROM order_events e
            WHERE e.store_id = \(store) AND e.order_id = \(order) AND e.kind = 'placed' LIMIT 1), '{}')
        """
    }

    /// What was sold comes back; what was only held is let go.
    static func returnStock(of order: ID<Order>, in store: ID<Store>) -> [SQL] {
        [
            "SELECT app.release_stock(\(order))",
            """
            SELECT app.restock(\(order), array_agg(r.variant_id), array_agg(r.quantity), 'cancellation')
            FROM stock_reservations r
            WHERE r.store_id = \(store) AND r.holder_id = \(order) AND r.state = 'sold'
            HAVING count(*) > 0
            """,
        ]
    }

    /// Promotions may be used again, gift cards hold what they paid, the delivery's place is free.
    static func returnUses(of order: ID<Order>) -> [SQL] {
        [
            "SELECT app.release_promotions(\(order))", "SELECT app.return_gift_cards(\(order))",
            "SELECT app.release_delivery(\(order))",
        ]
    }
}

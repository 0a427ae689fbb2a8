import Foundation
package import Postgres
import Pricing

extension Order {
    static let columns: SQL = """
        o.id, o.order_number, o.public_token, o.status, o.fulfillment_status, o.payment_status, o.payment_method,
        o.subtotal, o.tax_amount, o.shipping_amount, o.discount_amount, o.total_amount, o.currency, o.email,
        o.shipping_address, o.billing_address, o.shipping_method, o.tracking_number, o.customer_notes, o.created_at,
        o.paid_at, o.cancelled_at
        """

    static func find(_ id: ID<Order>, in store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM orders o WHERE o.store_id = \(store) AND o.id = \(id)"
    }

    static func find(_ token: OrderToken, in store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM orders o WHERE o.store_id = \(store) AND o.public_token = \(token)"
    }

    static func lock(_ id: ID<Order>, in store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM orders o WHERE o.store_id = \(store) AND o.id = \(id) FOR UPDATE"
    }

    static func lines(of id: ID<Order>, in store: ID<Store>) -> SQL {
        """
        SELECT i.id, i.product_id, i.variant_id, i.product_name, i.variant_title, i.product_sku, i.product_image,
            i.quantity, i.unit_price, i.total_price, o.currency
        FROM order_items i JOIN orders o ON o.store_id = i.store_id AND o.id = i.order_id
        WHERE i.store_id = \(store) AND i.order_id = \(id)
        ORDER BY i.position, i.id
        """
    }

    static func timeline(of id: ID<Order>, in store: ID<Store>) -> SQL {
        """
        SELECT kind, message, created_at FROM order_events
        WHERE store_id = \(store) AND order_id = \(id) ORDER BY created_at, id
        """
    }
}

extension Order: PostgresRow {
    package init(row: Row) throws {
        let currency = try Currency(try row.decode("currency", as: String.self))
        id = try row["id"]
        number = try row["order_number"]
        token = try row["public_token"]
        status = try row["status"]
        fulfillmentStatus = try row["fulfillment_status"]
        paymentStatus = try row["payment_status"]
        payment = CheckoutPayment(rawValue: try row.decode("payment_method", as: String?.self) ?? "") ?? .manual
        subtotal = try Money(try row.decode("subtotal"), currency)
        tax = try Money(try row.decode("tax_amount"), currency)
        shipping = try Money(try row.decode("shipping_amount"), currency)
        discount = try Money(try row.decode("discount_amount"), currency)
        total = try Money(try row.decode("total_amount"), currency)
        email = try row["email"]
        shippingAddress = try row.decode("shipping_address", as: JSON?.self)?.decode()
        billingAddress = try row.decode("billing_address", as: JSON?.self)?.decode()
        shippingMethod = try row["shipping_method"]
        trackingNumber = try row["tracking_number"]
        customerNotes = try row["customer_notes"]
        placedAt = try row["created_at"]
        paidAt = try row["paid_at"]
        cancelledAt = try row["cancelled_at"]
    }
}

extension OrderLine: PostgresRow {
    package init(row: Row) throws {
        let currency = try Currency(try row.decode("currency", as: String.self))
        id = try row["id"]
        product = try row["product_id"]
        variant = try row["variant_id"]
        name = try row["product_name"]
        variantTitle = try row["variant_title"]
        sku = try row["product_sku"]
        image = try row["product_image"]
        quantity = try row["quantity"]
        unitPrice = try Money(try row.decode("unit_price"), currency)
        total = try Money(try row.decode("total_price"), currency)
    }
}

extension TimelineEntry: PostgresRow {
    package init(row: Row) throws {
        kind = try row["kind"]
        message = try row["message"]
        at = try row["created_at"]
    }
}

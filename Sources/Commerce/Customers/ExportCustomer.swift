package import Postgres

/// Everything that a store holds about a customer, as he may ask for it (GDPR, articles 15 and 20): one JSON document.
package enum ExportCustomer {
    /// Nil where the store has no such customer.
    package static func run(_ id: ID<Customer>, in store: ID<Store>, on db: Connection) async throws -> String? {
        let found = try await db.first(
            """
            SELECT jsonb_pretty(jsonb_build_object(
                'email', c.email, 'first_name', c.first_name, 'last_name', c.last_name, 'phone', c.phone,
                'date_of_birth', c.date_of_birth, 'has_account', c.user_id IS NOT NULL,
                'shipping_address', jsonb_build_object(
                    'line1', c.shipping_address_line1, 'line2', c.shipping_address_line2, 'city', c.shipping_city,
                    'region', c.shipping_state, 'postal_code', c.shipping_postal_code, 'country', c.shipping_country),
                'accepts_marketing', c.accepts_marketing, 'marketing_consent_at', c.marketing_consent_at,
                'marketing_consent_source', c.marketing_consent_source, 'tags', c.tags, 'notes', c.notes,
                'customer_since', c.created_at, 'orders', (\(orders(of: id, in: store)))
            )) AS document
            FROM customers c WHERE c.store_id = \(store) AND c.id = \(id)
            """
        )
        return try found.map { try $0["document"] }
    }

    private static func orders(of id: ID<Customer>, in store: ID<Store>) -> SQL {
        """
        SELECT COALESCE(jsonb_agg(jsonb_build_object(
            'number', o.order_number, 'placed_at', o.created_at, 'status', o.status, 'payment_status', o.payment_status,
            'currency', o.currency, 'total', o.total_amount, 'email', o.email, 'shipping_address', o.shipping_address,
            'billing_address', o.billing_address, 'notes', o.customer_notes, 'items', (
                SELECT COALESCE(jsonb_agg(jsonb_build_object(
                    'name', i.product_name, 'variant', i.variant_title, 'sku', i.product_sku, 'quantity', i.quantity,
                    'total', i.total_price) ORDER BY i.position), '[]')
                FROM order_items i WHERE i.store_id = o.store_id AND i.order_id = o.id
            )) ORDER BY o.created_at), '[]')
        FROM orders o WHERE o.store_id = \(store) AND o.customer_id = \(id)
        """
    }
}

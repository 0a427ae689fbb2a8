import Foundation
import Postgres
import Pricing

/// A checked order on its way into the database, in one pipeline that ends with the order number.
struct OrderDraft: Sendable {
    let id: ID<Order>
    let store: ID<Store>
    let form: CheckoutForm
    let cart: CartSession
    let items: [CartItem]
    let quote: CheckoutQuote
    let terms: CheckoutTerms
    let visit: Visit?
    /// Who is signed in; nil for a guest, who is known by the address alone.
    let customer: ID<Customer>?

    /// Longer than an unpaid order is kept, so that a slow job never finds the stock gone.
    static let holdTime: SQL = "interval '60 minutes'"

    private var total: Money { quote.totals.total }
    /// Nothing is to be paid, so nothing is waited for.
    private var isFree: Bool { total.isZero }
    /// The store's word is enough; cards have to be charged first.
    var isConfirmed: Bool { isFree || form.payment == .manual }

    func statements() throws -> [SQL] {
        var statements = [reserveStock] + (customer.map(touch) ?? [upsertCustomer])
        statements.append(try insertOrder())
        statements.append(insertItems)
        statements += usePromotions
        statements.append(insertPayment)
        statements.append(try insertEvent())
        if isConfirmed { statements.append("SELECT app.sell_reserved_stock(\(id))") }
        statements.append(try insertOutbox("order.placed"))
        if isConfirmed { statements.append(try insertOutbox("order.confirmed")) }
        statements.append(CartItem.removeAll(from: cart, in: store))
        return statements
    }

    private var reserveStock: SQL {
        """
        SELECT app.reserve_stock(\(id), \(items.map(\.variant)), \(items.map { Int32(clamping: $0.quantity) }),
            \(Self.holdTime))
        """
    }

    /// A guest's row, or the account that has the address. An account's own data is never overwritten by a form that
    /// anybody could have sent; consent is added and never taken away.
    private var upsertCustomer: SQL {
        let (first, last) = Self.names(in: form.shippingAddress.name)
        let address = form.shippingAddress
        return """
            INSERT INTO customers (store_id, email, first_name, last_name, phone, shipping_address_line1,
                shipping_address_line2, shipping_city, shipping_state, shipping_postal_code, shipping_country,
                accepts_marketing, marketing_consent_at, marketing_consent_source)
            VALUES (\(store), \(form.email), \(first), \(last), \(address.phone), \(address.line1), \(address.line2),
                \(address.city), \(address.region), \(address.postalCode), \(address.country), \(form.acceptsMarketing),
                CASE WHEN \(form.acceptsMarketing) THEN now() END,
                CASE WHEN \(form.acceptsMarketing) THEN 'checkout' END)
            ON CONFLICT (store_id, lower(email)) DO UPDATE SET
                last_active_at = EXCLUDED.last_active_at,
                accepts_marketing = customers.accepts_marketing OR EXCLUDED.accepts_marketing,
                marketing_consent_at = CASE WHEN customers.accepts_marketing OR NOT EXCLUDED.accepts_marketing
                    THEN customers.marketing_consent_at ELSE EXCLUDED.marketing_consent_at END,
                marketing_consent_source = CASE WHEN customers.accepts_marketing OR NOT EXCLUDED.accepts_marketing
                    THEN customers.marketing_consent_source ELSE EXCLUDED.marketing_consent_source END
            """
    }

    /// Somebody who is signed in: what he has said about himself stays, and the first address he orders to is kept.
    private func touch(_ customer: ID<Customer>) -> [SQL] {
        let (first, last) = Self.names(in: form.shippingAddress.name)
        let address = form.shippingAddress
        return [
            """
            UPDATE customers SET last_active_at = now(), first_name = COALESCE(first_name, \(first)),
                last_name = COALESCE(last_name, \(last)), phone = COALESCE(phone, \(address.phone))
            WHERE store_id = \(store) AND id = \(customer)
            """,
            """
            UPDATE customers SET shipping_address_line1 = \(address.line1), shipping_address_line2 = \(address.line2),
                shipping_city = \(address.city), shipping_state = \(address.region),
                shipping_postal_code = \(address.postalCode), shipping_country = \(address.country)
            WHERE store_id = \(store) AND id = \(customer) AND shipping_address_line1 IS NULL
            """,
        ]
    }

    /// A guest's customer is whoever has the address of the form.
    private var isTheCustomer: SQL {
        customer.map { "c.id = \($0)" } ?? "lower(c.email) = lower(\(form.email))"
    }

    private func insertOrder() throws -> SQL {
        let totals = quote.totals
        let billing = form.billingAddress ?? form.shippingAddress
        return """
            INSERT INTO orders (id, store_id, customer_id, order_number, status, payment_status, subtotal, tax_amount,
                shipping_amount, discount_amount, total_amount, currency, prices_include_tax, shipping_address,
                billing_address, shipping_method, customer_notes, email, cart_session_id, policy_revision_id,
                payment_method, quote, confirmed_at, paid_at)
            SELECT \(id), \(store), c.id, generate_order_number(\(store)), \(isFree ? OrderStatus.processing : .pending),
                \(isFree ? PaymentStatus.paid : .pending), \(quote.netSubtotal.decimal), \(quote.wholeTax.decimal),
                \(totals.shipping.decimal), \(totals.discount.decimal), \(total.decimal), \(terms.currency.code),
                \(terms.pricesIncludeTax), \(try JSON(encoding: form.shippingAddress)), \(try JSON(encoding: billing)),
                \(quote.shippingMethod), \(form.notes), \(form.email), \(cart),
                (SELECT p.current_revision_id FROM store_policies p WHERE p.store_id = \(store)),
                \(form.payment.rawValue), \(try JSON(encoding: quote.price)), CASE WHEN \(isConfirmed) THEN now() END, CASE WHEN \(isFree) THEN now() END
            FROM customers c WHERE c.store_id = \(store) AND \(isTheCustomer)
            RETURNING order_number, public_token
            """
    }

    private var insertItems: SQL {
        """
        INSERT INTO order_items (store_id, order_id, product_id, variant_id, quantity, unit_price, total_price,
            discount_amount, tax_amount, product_name, variant_title, product_sku, product_image, requires_shipping,
            position)
        SELECT \(store), \(id), i.product, i.variant, i.quantity, i.unit_price, i.unit_price * i.quantity,
            i.discount, i.tax, i.name, i.title, i.sku, i.image, i.shipped, i.position
        FROM unnest(\(items.map(\.product)), \(items.map(\.variant)), \(items.map { Int32(clamping: $0.quantity) }),
            \(items.map(\.unitPrice.decimal)), \(quote.price.lines.map(\.discount.decimal)),
            \(quote.price.lines.map(\.taxed.tax.decimal)), \(items.map(\.name)), \(items.map(\.variantTitle)), \(items.map(\.sku)),
            \(items.map(\.image)), \(items.map(\.requiresShipping)))
            WITH ORDINALITY AS i (product, variant, quantity, unit_price, discount, tax, name, title, sku, image, shipped, position)
        """
    }

    /// In the order of their ids, as everybody takes them, so that no two checkouts wait for each other.
    private var usePromotions: [SQL] {
        quote.price.promotions.sorted { $0.promotion < $1.promotion }.map { applied in
            let amount = applied.goods.decimal + applied.shipping.decimal
            return """
                SELECT app.use_promotion(\(applied.promotion.uuid), o.id, o.customer_id, \(amount))
                FROM orders o WHERE o.store_id = \(store) AND o.id = \(id)
                """
        }
    }

    private var insertPayment: SQL {
        let isCard = form.payment == .card && !isFree
        return """
            INSERT INTO payments (store_id, order_id, provider, amount, currency, status, payment_method)
            VALUES (\(store), \(id), \(isCard ? "stripe" : "manual"), \(total.decimal), \(terms.currency.code),
                \(isFree ? "succeeded" : "pending"), \(form.payment.rawValue))
            """
    }

    private func insertEvent() throws -> SQL {
        """
        INSERT INTO order_events (store_id, order_id, kind, details)
        VALUES (\(store), \(id), 'placed', \(try JSON(encoding: VisitDetails(visit: visit))))
        """
    }

    private func insertOutbox(_ topic: String) throws -> SQL {
        """
        INSERT INTO outbox (store_id, topic, entity_type, entity_id, payload)
        VALUES (\(store), \(topic), 'order', \(id), \(try JSON(encoding: VisitDetails(visit: visit))))
        """
    }

    /// The last word is the family's name. Wrong for many people of the world, and only ever used in greetings; the
    /// parcel's label carries the name as it was written.
    private static func names(in name: String) -> (first: String?, last: String?) {
        let words = name.split(separator: " ").map(String.init)
        guard let last = words.last, words.count > 1 else { return (words.first, nil) }
        return (words.dropLast().joined(separator: " "), last)
    }
}

/// The visit that led to an order, kept with it for the figures.
struct VisitDetails: Codable, Sendable {
    let visit: Visit?
}

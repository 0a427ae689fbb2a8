import Foundation
import Postgres

private let a = TwoStores.a
private let b = TwoStores.b

extension Refusal {
    /// What must never be, whoever writes it.
    static let ofAnybody: [Refusal] = [
        Refusal(
            12, "delete a customer who has ordered", "DELETE FROM customers WHERE id = \(a.thing)",
            "orders_customer_in_same_store"),
        Refusal(
            12, "delete an order that has a payment", "DELETE FROM orders WHERE id = \(a.thing)",
            "payments_order_in_same_store"),
        Refusal(
            12, "delete a store that has orders", "DELETE FROM stores WHERE id = \(a.store)", "orders_store_id_fkey"),
        Refusal(
            12, "delete an owner who has stores", "DELETE FROM store_owners WHERE id = \(a.owner)",
            "stores_store_owner_id_fkey"),
        Refusal(
            13, "put another store's product into a cart",
            """
            INSERT INTO cart_items (store_id, session_id, product_id, variant_id)
            VALUES (\(a.store), 'guest', \(b.thing), \(b.thing))
            """,
            "cart_items_product_in_same_store"),
        Refusal(
            13, "order in another store's customer's name",
            """
            INSERT INTO orders (store_id, customer_id, order_number, subtotal, total_amount, email)
            VALUES (\(a.store), \(b.thing), 'X1', 1, 1, 'x@y.test')
            """,
            "orders_customer_in_same_store"),
        Refusal(
            13, "pay another store's order",
            "INSERT INTO payments (store_id, order_id, amount) VALUES (\(a.store), \(b.thing), 1)",
            "payments_order_in_same_store"),
        Refusal(
            13, "write a revision of another store's page",
            """
            INSERT INTO page_revisions (store_id, page_id, revision_number, content)
            VALUES (\(a.store), \(b.thing), 1, '{}')
            """,
            "page_revisions_page_in_same_store"),
        Refusal(
            13, "file a product under another store's category",
            "UPDATE products SET category_id = \(b.thing) WHERE id = \(a.thing)", "products_category_in_same_store"),
        Refusal(
            14, "ask a negative price", "UPDATE product_variants SET price = -1 WHERE id = \(a.thing)",
            "product_variants_price_not_negative"),
        Refusal(
            14, "have negative stock", "UPDATE products SET inventory_quantity = -1 WHERE id = \(a.thing)",
            "products_inventory_quantity_not_negative"),
        Refusal(
            14, "be neither active nor not", "UPDATE products SET is_active = NULL WHERE id = \(a.thing)", "23502"),
        Refusal(
            15, "be one's own twin in other letters",
            "INSERT INTO customers (store_id, email) VALUES (\(a.store), 'A-SHOPPER@Stores.test')",
            "customers_email_is_one_customer"),
        Refusal(
            15, "be a customer twice with one account",
            """
            INSERT INTO customers (store_id, user_id, email)
            VALUES (\(a.store), \(a.shopper), 'second@stores.test')
            """,
            "customers_user_is_one_customer"),
        Refusal(
            16, "verify a domain that another store has",
            "UPDATE stores SET store_domain = upper(left(store_slug, 5)) || '.test', store_domain_verified_at = now()",
            "stores_verified_domain_is_unique"),
        Refusal(
            17, "keep two active platform keys for one purpose",
            """
            INSERT INTO system_api_keys (service_name, key_type, encrypted_key)
            VALUES ('stripe', 'secret_key', 'x'), ('stripe', 'secret_key', 'y')
            """,
            "system_api_keys_one_active_per_service"),
        Refusal(
            18, "store one payment intent twice",
            """
            INSERT INTO payments (store_id, order_id, amount, stripe_payment_intent_id)
            VALUES (\(a.store), \(a.thing), 1, 'pi_1'), (\(a.store), \(a.thing), 1, 'pi_1')
            """,
            "payments_intent_is_one_payment"),
        Refusal(
            21, "let a total not add up", "UPDATE orders SET total_amount = 4 WHERE id = \(a.thing)",
            "orders_total_adds_up"),
        Refusal(
            21, "deliver an order that nobody has processed",
            "UPDATE orders SET status = 'delivered' WHERE id = \(a.thing)",
            "orders_status_follows"),
        Refusal(
            21, "refund more than was paid",
            "UPDATE orders SET refunded_amount = 6 WHERE id = \(a.thing)", "orders_refunds_within_total"),
        Refusal(
            21, "ship more than was ordered",
            """
            WITH parcel AS (
                INSERT INTO fulfilments (store_id, order_id) VALUES (\(a.store), \(a.thing)) RETURNING id
            )
            INSERT INTO fulfilment_items (store_id, fulfilment_id, order_item_id, quantity)
            SELECT \(a.store), id, \(a.thing), 2 FROM parcel
            """,
            "fulfilment_items_within_order"),
        Refusal(
            22, "sell in a currency of three decimals",
            "UPDATE stores SET currency = 'KWD', currency_exponent = 3 WHERE id = \(a.store)",
            "stores_currency_exponent_fits"),
        Refusal(
            24, "sell what is not there",
            "UPDATE stock_levels SET reserved = 1 WHERE variant_id = \(a.thing)", "stock_levels_never_oversold"),
        Refusal(
            24, "give two products one address",
            "INSERT INTO products (store_id, name, slug, price) VALUES (\(a.store), 'Other', 'thing', 1)",
            "products_slug_is_unique"),
        Refusal(
            24, "close the circle of a category tree",
            "UPDATE categories SET parent_id = id WHERE id = \(a.thing)", "categories_form_a_tree"),
        Refusal(
            25, "publish at an address that is none",
            "UPDATE pages SET slug = 'a/b' WHERE id = \(a.thing)", "pages_slug_fits_a_url"),
        Refusal(
            26, "have two live subscriptions",
            "INSERT INTO store_owner_subscriptions (store_owner_id, status) VALUES (\(a.owner), 'active')",
            "store_owner_subscriptions_one_live"),
    ]

    /// What a shopper may not do with what is his.
    static let ofShoppers: [Refusal] = [
        Refusal(
            34, "have spent a million", as: "shopper",
            "UPDATE customers SET total_spent = 1000000 WHERE store_id = \(a.store) AND id = \(a.thing)", "42501"),
        Refusal(
            34, "move to another store", as: "shopper",
            "UPDATE customers SET store_id = \(b.store) WHERE store_id = \(a.store) AND id = \(a.thing)", "42501"),
        Refusal(
            34, "delete himself and his orders", as: "shopper",
            "DELETE FROM customers WHERE store_id = \(a.store) AND id = \(a.thing)", "42501"),
        Refusal(
            34, "order at his own price", as: "shopper",
            """
            INSERT INTO orders (store_id, customer_id, order_number, subtotal, total_amount, email)
            VALUES (\(a.store), \(a.thing), 'X1', 0, 0, 'x@y.test')
            """,
            "42501"),
        Refusal(
            33, "put something into a stranger's cart", as: "anon",
            """
            INSERT INTO cart_items (store_id, session_id, product_id, variant_id)
            VALUES (\(a.store), 'stranger', \(a.thing), \(a.thing))
            """,
            "42501"),
        Refusal(31, "read the keys", as: "anon", "SELECT * FROM system_api_keys", "42501"),
        Refusal(31, "read the keys", as: "shopper", "SELECT * FROM system_api_keys", "42501"),
        Refusal(36, "read the webhook's secret", as: "anon", "SELECT stripe_webhook_secret FROM stores", "42501"),
    ]

    /// What an owner may not do with what is his.
    static let ofOwners: [Refusal] = [
        Refusal(
            35, "give himself a plan", as: "store_owner",
            "UPDATE store_owner_subscriptions SET plan_type = 'enterprise' WHERE store_owner_id = \(a.owner)", "42501"),
        Refusal(
            35, "be active for ever", as: "store_owner",
            "UPDATE stores SET subscription_status = 'active', trial_expires_at = '2099-01-01' WHERE id = \(a.store)",
            "42501"),
        Refusal(
            35, "raise his tier", as: "store_owner",
            "UPDATE store_owners SET subscription_tier = 'enterprise' WHERE id = \(a.owner)", "42501"),
        Refusal(
            36, "read the webhook's secret", as: "store_owner",
            "SELECT stripe_webhook_secret FROM stores WHERE id = \(a.store)", "42501"),
        Refusal(
            36, "read a sealed key", as: "store_owner",
            "SELECT encrypted_key FROM system_api_keys WHERE store_id = \(a.store)", "42501"),
        Refusal(
            24, "write stock past the ledger", as: "store_owner",
            "UPDATE stock_levels SET on_hand = 100 WHERE store_id = \(a.store)", "42501"),
        Refusal(
            21, "change what an order cost", as: "store_owner",
            "UPDATE orders SET total_amount = 1 WHERE store_id = \(a.store) AND id = \(a.thing)", "42501"),
        Refusal(
            13, "write a product into another store", as: "store_owner",
            "INSERT INTO products (store_id, name, slug, price) VALUES (\(b.store), 'Mine', 'mine', 1)", "42501"),
    ]
}

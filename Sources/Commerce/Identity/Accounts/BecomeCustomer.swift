import Postgres

extension Accounts {
    /// Makes the account a customer of its store. The row of a guest who ordered with the same address becomes his, which is
    /// why this comes only after the address is confirmed.
    func becomeCustomer(_ user: ID<User>, in realm: Realm, on db: Connection) async throws {
        guard let store = realm.store else { return }
        try await db.execute(
            """
            INSERT INTO customers (store_id, user_id, email, first_name, last_name, shipping_country)
            SELECT \(store), u.id, u.email, NULLIF(left(u.raw_user_meta_data ->> 'first_name', 100), ''),
                NULLIF(left(u.raw_user_meta_data ->> 'last_name', 100), ''),
                (SELECT COALESCE(s.store_country, 'US') FROM stores s WHERE s.id = \(store))
            FROM auth.users u
            WHERE u.id = \(user) AND u.email_confirmed_at IS NOT NULL
                AND NOT EXISTS (SELECT FROM customers c WHERE c.store_id = \(store) AND c.user_id = u.id)
            ON CONFLICT (store_id, lower(email)) DO UPDATE SET user_id = EXCLUDED.user_id,
                first_name = COALESCE(customers.first_name, EXCLUDED.first_name),
                last_name = COALESCE(customers.last_name, EXCLUDED.last_name)
            WHERE customers.user_id IS NULL AND customers.erased_at IS NULL
            """
        )
    }

    /// The customer's address follows the account's. A guest's row that has the new one gives its orders to the customer.
    func moveCustomer(_ user: ID<User>, in realm: Realm, on db: Connection) async throws {
        guard let store = realm.store else { return }
        let guest: SQL = """
            SELECT g.id FROM customers g JOIN auth.users u ON lower(u.email) = lower(g.email)
            WHERE g.store_id = \(store) AND g.user_id IS NULL AND u.id = \(user)
            """
        _ = try await db.pipeline([
            """
            UPDATE orders SET customer_id = c.id FROM customers c
            WHERE orders.store_id = \(store) AND orders.customer_id IN (\(guest))
                AND c.store_id = \(store) AND c.user_id = \(user)
            """,
            "DELETE FROM customers WHERE store_id = \(store) AND id IN (\(guest))",
            """
            UPDATE customers c SET email = u.email FROM auth.users u
            WHERE c.store_id = \(store) AND c.user_id = \(user) AND u.id = \(user)
            """,
        ])
    }
}

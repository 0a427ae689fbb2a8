import Postgres

extension PlanLimitTests.Limit {
    private static let store = TwoStores.a.store
    private static let owner = TwoStores.a.owner

    /// What `plan_limits` says of the trial, beside the one thing of each kind that the store has already.
    static let all = [products, pages, staff, orders, stores, domains]

    private static let products = Self(
        reason: "plan_allows_more_products", testDescription: "products",
        fill: """
            INSERT INTO products (store_id, name, slug, price)
            SELECT \(store), 'Product', 'product-' || n, 1 FROM generate_series(1, 48) n
            """,
        add: { number in
            "INSERT INTO products (store_id, name, slug, price) VALUES (\(store), 'More', \("more-\(number)"), 1)"
        },
        count: "SELECT count(*) FROM products WHERE store_id = \(store)", allowed: 50
    )

    private static let pages = Self(
        reason: "plan_allows_more_pages", testDescription: "pages",
        fill: """
            INSERT INTO pages (store_id, title, slug)
            SELECT \(store), 'Page', 'page-' || n FROM generate_series(1, 10) n
            """,
        add: { "INSERT INTO pages (store_id, title, slug) VALUES (\(store), 'More', \("more-\($0)"))" },
        count: "SELECT count(*) FROM pages WHERE store_id = \(store)", allowed: 12
    )

    private static let staff = Self(
        reason: "plan_allows_more_staff", testDescription: "staff",
        fill: "INSERT INTO auth.users (id) SELECT md5('staff' || n)::uuid FROM generate_series(0, 8) n",
        add: { "INSERT INTO staff (store_id, user_id) VALUES (\(store), md5('staff' || \($0)::int8)::uuid)" },
        count: "SELECT count(*) FROM staff WHERE store_id = \(store)", allowed: 1
    )

    private static let orders = Self(
        reason: "plan_allows_more_orders", testDescription: "orders",
        fill: """
            INSERT INTO orders (store_id, customer_id, order_number, subtotal, total_amount, email)
            SELECT \(store), \(TwoStores.a.thing), generate_order_number(\(store)), 1, 1, 'x@y.test'
            FROM generate_series(1, 48)
            """,
        add: { _ in
            """
            INSERT INTO orders (store_id, customer_id, order_number, subtotal, total_amount, email)
            VALUES (\(store), \(TwoStores.a.thing), generate_order_number(\(store)), 1, 1, 'x@y.test')
            """
        },
        count: "SELECT count(*) FROM orders WHERE store_id = \(store)", allowed: 50
    )

    /// The store of an owner who closes it may open another.
    private static let stores = Self(
        reason: "plan_allows_more_stores", testDescription: "stores",
        fill: "UPDATE stores SET is_active = false, deleted_at = now() WHERE id = \(store)",
        add: { number in
            """
            INSERT INTO stores (store_owner_id, store_name, store_slug)
            VALUES (\(owner), 'More', \("more-\(number)"))
            """
        },
        count: "SELECT count(*) FROM stores WHERE store_owner_id = \(owner) AND deleted_at IS NULL", allowed: 1
    )

    /// The trial allows no domain, and one store: here it allows one domain, and stores enough.
    private static let domains = Self(
        reason: "plan_allows_custom_domain", testDescription: "custom domains",
        fill: "UPDATE plan_limits SET stores = 100, custom_domains = 1 WHERE plan_type = 'trial'",
        add: { number in
            """
            INSERT INTO stores (store_owner_id, store_name, store_slug, store_domain, store_domain_verified_at)
            VALUES (\(owner), 'More', \("more-\(number)"), \("more-\(number).test"), now())
            """
        },
        count: "SELECT count(*) FROM stores WHERE store_owner_id = \(owner) AND store_domain IS NOT NULL", allowed: 1
    )
}

package import Postgres
package import Pricing

/// A product as programs read it, on sale or not.
package struct ProductEntry: Hashable, Sendable {
    package let id: ID<Product>
    package let name: String
    package let slug: String
    package let isActive: Bool
    package let price: Money
    /// On hand, some seconds late; nil where nobody counts.
    package let stock: Int?
}

/// Which products a program wants.
package struct ProductFilter: Hashable, Sendable {
    package let isActive: Bool?
    package let category: ID<Category>?

    package init(isActive: Bool? = nil, category: ID<Category>? = nil) {
        self.isActive = isActive
        self.category = category
    }

    fileprivate var conditions: SQL {
        let activity: SQL = isActive.map { "AND p.is_active = \($0)" } ?? ""
        let shelf: SQL = category.map { "AND p.category_id = \($0)" } ?? ""
        return "\(activity) \(shelf)"
    }
}

/// All products of a store in the order of their ids, page by page.
package enum ListProductEntries {
    package static func run(
        _ filter: ProductFilter = ProductFilter(), after last: ID<Product>?, limit: Int, in store: ID<Store>,
        on db: Connection
    ) async throws -> [ProductEntry] {
        let position: SQL = last.map { "AND p.id > \($0)" } ?? ""
        return try await db.query(
            """
            SELECT p.id, p.name, p.slug, p.is_active, p.price, s.currency,
                CASE WHEN p.track_inventory THEN p.inventory_quantity END AS stock
            FROM products p JOIN stores s ON s.id = p.store_id
            WHERE p.store_id = \(store) AND p.deleted_at IS NULL \(filter.conditions) \(position)
            ORDER BY p.id LIMIT \(limit)
            """
        )
    }
}

extension ProductEntry: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        slug = try row["slug"]
        isActive = try row["is_active"]
        price = try Money(row["price"], Currency(row["currency"]))
        stock = try (row["stock"] as Int32?).map(Int.init)
    }
}

extension Store {
    /// The store that was entered; nil when there is none.
    package static func find(_ store: ID<Store>, on db: Connection) async throws -> Store? {
        try await db.first(fetch(store))
    }
}

package import Postgres

/// Takes a product off the shop without forgetting it: orders name it, and it can come back.
package enum ArchiveProduct {
    /// - Throws: ``ProductError/unknown``
    package static func run(_ product: ID<Product>, in store: ID<Store>, on db: Connection) async throws {
        try await change(
            """
            UPDATE products SET is_active = false, deleted_at = now()
            WHERE store_id = \(store) AND id = \(product) AND deleted_at IS NULL
            """,
            on: db
        )
    }

    /// The product comes back as a draft, where the plan has room for it.
    /// - Throws: ``ProductError/unknown``; the database's own error where the plan allows no more products.
    package static func undo(_ product: ID<Product>, in store: ID<Store>, on db: Connection) async throws {
        try await change(
            """
            UPDATE products SET deleted_at = NULL
            WHERE store_id = \(store) AND id = \(product) AND deleted_at IS NOT NULL
            """,
            on: db
        )
    }

    private static func change(_ sql: SQL, on db: Connection) async throws {
        guard try await db.execute(sql) == 1 else { throw ProductError.unknown }
    }
}

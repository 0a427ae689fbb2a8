package import Foundation
package import Postgres

/// What its owner does with a store as a whole. As the owner in the store, except where it says otherwise.
package enum StoreLife {
    /// The store moves to another address; the one before leads there.
    package static func move(_ store: ID<Store>, to slug: StoreSlug, on db: Connection) async throws {
        try await change("UPDATE stores SET store_slug = \(slug) WHERE id = \(store)", on: db)
    }

    /// A paused store lets no visitor in.
    package static func setPaused(_ isPaused: Bool, _ store: ID<Store>, on db: Connection) async throws {
        try await change("UPDATE stores SET is_active = \(!isPaused) WHERE id = \(store)", on: db)
    }

    /// Nobody enters the store any more; for thirty days it can be restored.
    package static func delete(_ store: ID<Store>, on db: Connection) async throws {
        try await change(
            "UPDATE stores SET deleted_at = now(), is_active = false WHERE id = \(store) AND deleted_at IS NULL", on: db
        )
    }

    /// The store comes back, paused. As its owner outside of any store.
    package static func restore(_ store: ID<Store>, of owner: ID<User>, on db: Connection) async throws {
        try await change(
            """
            UPDATE stores SET deleted_at = NULL
            WHERE id = \(store) AND store_owner_id = \(owner) AND deleted_at IS NOT NULL
            """,
            on: db
        )
    }

    private static func change(_ sql: SQL, on db: Connection) async throws {
        let changed = try await StoreError.naming { try await db.execute(sql) }
        guard changed == 1 else { throw StoreError.unknown }
    }
}

/// A store that waits to be erased.
package struct DeletedStore: Hashable, Sendable {
    package let id: ID<Store>
    package let name: String
    package let purgedAfter: Date
}

extension DeletedStore: PostgresRow {
    /// What an owner can still restore, the last deleted first. As the service persona: who owns nothing may ask too.
    package static func list(of owner: ID<User>, on db: Connection) async throws -> [DeletedStore] {
        try await db.query(
            """
            SELECT id, store_name, purge_after FROM stores
            WHERE store_owner_id = \(owner) AND deleted_at IS NOT NULL AND purge_after > now()
            ORDER BY deleted_at DESC
            """
        )
    }

    package init(row: Row) throws {
        id = try row["id"]
        name = try row["store_name"]
        purgedAfter = try row["purge_after"]
    }
}

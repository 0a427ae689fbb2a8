package import Foundation
package import Postgres

/// Closes stores, and opens them again: visitors find nothing, the owner reads why, carts and orders stay, and what
/// payment providers report is still written down.
package enum SuspendTenant {
    /// Everything an owner has, or one store of it.
    package enum Extent: Hashable, Sendable {
        case owner(ID<User>, email: String)
        case store(ID<Store>, slug: String)

        fileprivate var name: String {
            switch self {
            case .owner(_, let email): email
            case .store(_, let slug): slug
            }
        }

        fileprivate var condition: SQL {
            switch self {
            case .owner(let id, _): "store_owner_id = \(id)"
            case .store(let id, _): "id = \(id)"
            }
        }
    }

    /// How many stores are closed now that were not before.
    /// - Parameter db: of the service persona, without a store.
    @discardableResult
    package static func run(_ extent: Extent, because reason: String, on db: Connection) async throws -> Int {
        guard !reason.isEmpty else { throw TenantError.reasonMissing }
        let suspended = try await db.execute(
            """
            UPDATE stores SET suspended_at = now(), suspended_reason = \(reason)
            WHERE \(extent.condition) AND deleted_at IS NULL AND suspended_at IS NULL
            """
        )
        guard suspended > 0 else { throw try await failure(extent, else: .alreadySuspended(extent.name), on: db) }
        return suspended
    }

    /// How many stores are open again.
    @discardableResult
    package static func resume(_ extent: Extent, on db: Connection) async throws -> Int {
        let resumed = try await db.execute(
            """
            UPDATE stores SET suspended_at = NULL, suspended_reason = NULL
            WHERE \(extent.condition) AND suspended_at IS NOT NULL
            """
        )
        guard resumed > 0 else { throw try await failure(extent, else: .notSuspended(extent.name), on: db) }
        return resumed
    }

    private static func failure(_ extent: Extent, else other: TenantError, on db: Connection) async throws
        -> TenantError
    {
        let any = try await db.first("SELECT 1 FROM stores WHERE \(extent.condition) AND deleted_at IS NULL LIMIT 1")
        return any == nil ? .noStores(extent.name) : other
    }
}

/// That a store is closed by the operator, for somebody who owns it or works in it.
package struct Suspension: Hashable, Sendable, PostgresRow {
    package let storeName: String
    package let since: Date
    /// For the owner alone.
    package let reason: String?
    /// What else they own and can enter.
    package let otherStores: [OtherStore]

    package struct OtherStore: Hashable, Sendable, Decodable {
        package let name: String
        package let slug: String
    }

    package init(row: Row) throws {
        storeName = try row["store_name"]
        since = try row["suspended_at"]
        reason = try row["reason"]
        otherStores = try row.decode("others", as: JSON.self).decode()
    }

    /// Nothing where the store is not suspended, or is not theirs.
    package static func find(store slug: String, for user: ID<User>, in database: Database) async throws -> Suspension?
    {
        let service = try Persona.service(store: nil).databaseActor
        let found = try await database.read(
            as: service,
            """
            SELECT s.store_name, s.suspended_at,
                CASE WHEN s.store_owner_id = \(user) THEN s.suspended_reason END AS reason,
                COALESCE((
                    SELECT jsonb_agg(jsonb_build_object('name', o.store_name, 'slug', o.store_slug) ORDER BY o.created_at)
                    FROM stores o
                    WHERE o.store_owner_id = \(user) AND o.suspended_at IS NULL AND o.deleted_at IS NULL
                ), '[]') AS others
            FROM stores s
            WHERE s.store_slug = \(slug) AND s.suspended_at IS NOT NULL AND (s.store_owner_id = \(user) OR EXISTS (
                SELECT FROM staff m WHERE m.store_id = s.id AND m.user_id = \(user) AND m.is_active))
            """,
            as: Suspension.self
        )
        return found.first
    }
}

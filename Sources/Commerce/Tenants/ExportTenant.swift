package import Foundation
package import Postgres
import Schema

/// Writes all that belongs to a tenant into one archive, as it stood at one moment.
package struct ExportTenant: Sendable {
    private let database: Database
    private let now: @Sendable () -> Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    /// - Parameters:
    ///   - secrets: seals what otherwise has to be entered again at the new place.
    ///   - progress: is told the rows written so far, and the table that is being written.
    /// - Throws: ``TenantArchiveError/fileExists(_:)``, ``ArchiveSecretsError``
    package func callAsFunction(
        _ tenant: Tenant,
        to url: URL,
        secrets: ArchiveSecrets? = nil,
        progress: @escaping (_ rows: Int, _ table: String) -> Void = { _, _ in }
    ) async throws -> TenantManifest {
        let writer = try TenantArchiveWriter(url)
        do {
            let entry = try Persona.service(store: nil).databaseActor
            // One snapshot for all tables and stores.
            let manifest = try await database.transaction(as: entry, isolation: .repeatableRead) { db in
                try await export(tenant, writer, secrets, progress, on: db)
            }
            try writer.finish()
            let told = try JSON(encoding: ["archive": "\(manifest.id)"])
            try await database.transaction(as: .service(store: nil)) { db in
                _ = try await db.query("SELECT app.record_account_event('tenant.exported', \(tenant.id), \(told))")
            }
            return manifest
        } catch {
            writer.abandon()
            throw error
        }
    }

    private func export(
        _ tenant: Tenant,
        _ writer: TenantArchiveWriter,
        _ archiveSecrets: ArchiveSecrets?,
        _ progress: (Int, String) -> Void,
        on db: Connection
    ) async throws -> TenantManifest {
        let catalogue = try await TenantCatalogue.read(on: db)
        let stores = try await db.query(Self.stores(of: tenant.id))
        let luggage = TenantRows(tenant: tenant.id, stores: try stores.map { try $0["id"] }, catalogue: catalogue)
        let secrets = try await db.query(luggage.secrets, as: TenantSecret.Sealed.self)
        let shared = try await db.one(luggage.countSharedAccounts)
        var members: [TenantManifest.Member] = []
        for part in try luggage.parts {
            progress(members.reduce(0) { $0 + $1.rows }, part.table)
            try await part.enter(db)
            members.append(try await Self.write(part, writer, on: db))
        }
        let archive = ID<TenantManifest>(UUID())
        let manifest = TenantManifest(
            format: TenantManifest.currentFormat,
            version: TenantManifest.currentVersion,
            id: archive,
            schema: SchemaMigrations.all.last?.number ?? 0,
            exportedAt: now(),
            owner: TenantManifest.Owner(id: tenant.id, email: tenant.email, plan: tenant.plan),
            stores: try stores.map(TenantManifest.StoreEntry.init(row:)),
            members: members,
            leftBehind: TenantManifest.LeftBehind(
                tables: TenantLuggage.leftBehind.filter { catalogue.table($0.key) != nil },
                secrets: secrets.map(\.title),
                sharedAccounts: try shared[0]
            ),
            secrets: try await archiveSecrets?.write(secrets, for: archive, writer)
        )
        _ = try await writer.add(TenantManifest.name) { try writer.write(Array(try manifest.json)) }
        return manifest
    }

    private static func write(_ part: TenantRows.Part, _ writer: TenantArchiveWriter, on db: Connection) async throws
        -> TenantManifest.Member
    {
        // The first line names the columns.
        var lines = 0
        let written = try await writer.add(part.member) {
            try await db.copyOut(part.copy) { line in
                lines += 1
                try writer.write(line)
            }
        }
        return TenantManifest.Member(
            name: part.member,
            table: part.table,
            store: part.store,
            rows: lines - 1,
            bytes: written.bytes,
            sha256: written.sha256
        )
    }

    private static func stores(of owner: ID<User>) -> SQL {
        """
        SELECT id, store_slug, store_name, CASE WHEN store_domain_verified_at IS NOT NULL THEN store_domain END AS domain
        FROM stores WHERE store_owner_id = \(owner) ORDER BY created_at, id
        """
    }
}

extension TenantManifest.StoreEntry {
    fileprivate init(row: Row) throws {
        id = try row["id"]
        slug = try row["store_slug"]
        name = try row["store_name"]
        domain = try row["domain"]
    }
}

import Foundation
import Postgres
import Schema
import TestSupport

@testable import Commerce

/// Two tenants with a row in every table, as the isolation audit sows them, and a directory for archives.
final class SeededTenants: Sendable {
    static let owner = ID<User>(UUID(uuidString: "a0000001-0000-4000-8000-5e11c0de0000") ?? UUID())
    static let store = ID<Store>(UUID(uuidString: "a000000f-0000-4000-8000-5e11c0de0000") ?? UUID())
    static let slug = "isolation-audit-a"

    let database: Database
    /// Bound by no policy; one task at a time.
    let administrator: Connection
    private let directory: URL

    init() async throws {
        let test = try TestDatabase.current
        database = test.database
        administrator = test.administrator
        directory = FileManager.default.temporaryDirectory.appending(path: "tenants-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let program = try await test.connect()
        try await program.execute("BEGIN")
        try await IsolationSeed.sow(on: program)
        try await program.execute("COMMIT")
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    var archive: URL { directory.appending(path: "tenant-\(UUID()).tar") }

    func tenant() async throws -> Tenant { try await FindTenant(database: database)(Self.slug) }

    func export(to url: URL) async throws -> TenantManifest {
        try await ExportTenant(database: database)(try await tenant(), to: url)
    }

    /// Staff of both tenants; an archive of one leaves such accounts behind.
    func endSharedStaff() async throws {
        try await administrator.execute(
            "DELETE FROM staff WHERE store_id <> \(Self.store) AND user_id IN (SELECT user_id FROM staff WHERE store_id = \(Self.store))"
        )
    }

    func count(_ table: String, where condition: SQL = "true") async throws -> Int {
        try await administrator.one("SELECT count(*) FROM \(SQL.identifier(table)) WHERE \(condition)")[0]
    }

    func catalogue() async throws -> TenantCatalogue {
        try await database.transaction(as: .service(store: nil)) { try await TenantCatalogue.read(on: $0) }
    }
}

extension SeededTenants {
    /// How many rows each table has.
    func rowCounts() async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in try await catalogue().tables {
            counts[table.name] = try await administrator.one("SELECT count(*) FROM \(table.identifier)")[0]
        }
        return counts
    }
}

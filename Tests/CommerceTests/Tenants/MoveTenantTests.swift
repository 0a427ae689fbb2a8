import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database) struct MoveTenantTests {
    @Test func `a tenant with a row in every table comes back as it went`() async throws {
        let seeded = try await SeededTenants()
        try await seeded.endSharedStaff()
        let archive = seeded.archive
        let first = try await seeded.export(to: archive)
        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())

        let arrived = try await ImportTenant(database: seeded.database)(archive, .init(plan: "enterprise"))
        let second = try await seeded.export(to: seeded.archive)

        #expect(arrived.accountsLeftOut == 0)
        // The same bytes in every member are the same rows in every table.
        #expect(second.members == first.members)
        #expect(first.members.filter { $0.rows == 0 }.map(\.name) == [])
        #expect(try await seeded.administrator.query("SELECT 1 FROM app.stock_discrepancies").isEmpty)
    }

    @Test func `order numbers, stock and limits go on where they were`() async throws {
        let seeded = try await SeededTenants()
        let archive = seeded.archive
        try await seeded.administrator.execute(
            "UPDATE order_counters SET last_number = 1041 WHERE store_id = \(SeededTenants.store)")
        _ = try await seeded.export(to: archive)
        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())
        _ = try await ImportTenant(database: seeded.database)(archive)

        let variant = UUID(uuidString: "a0000011-0000-4000-8000-5e11c0de0000")
        let (number, left) = try await seeded.database.transaction(as: .service(store: SeededTenants.store)) { db in
            (
                try await db.one("SELECT generate_order_number(\(SeededTenants.store)) AS number")["number"] as String,
                try await db.one("SELECT app.adjust_stock(\(variant), -1, 'count')")[0] as Int32
            )
        }

        #expect(number == "ISO1042")
        #expect(left == 8)
        #expect(try await seeded.tenant().plan == "trial")
        #expect(
            try await seeded.count(
                "store_usage", where: "store_id = \(SeededTenants.store) AND products = 1 AND staff = 3") == 1)
        // Triggers hear again of what others do.
        try await seeded.administrator.execute("DELETE FROM products WHERE store_id = \(SeededTenants.store)")
        #expect(try await seeded.count("store_usage", where: "store_id = \(SeededTenants.store) AND products = 0") == 1)
    }

    @Test func `staff that works for somebody else too does not travel, and the archive says so`() async throws {
        let seeded = try await SeededTenants()
        let archive = seeded.archive

        let manifest = try await seeded.export(to: archive)
        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())
        _ = try await ImportTenant(database: seeded.database)(archive)

        #expect(manifest.leftBehind.sharedAccounts == 1)
        #expect(try await seeded.count("staff", where: "store_id = \(SeededTenants.store)") == 3)
    }

    @Test func `a customer whose address has an account here becomes a guest`() async throws {
        let seeded = try await SeededTenants()
        let archive = seeded.archive
        _ = try await seeded.export(to: archive)
        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())
        try await seeded.administrator.execute(
            "INSERT INTO auth.users (email, instance_id) VALUES ('A-Shopper@isolation.invalid', NULL)")

        let arrived = try await ImportTenant(database: seeded.database)(archive)

        #expect(arrived.accountsLeftOut == 1)
        #expect(
            try await seeded.count("customers", where: "store_id = \(SeededTenants.store) AND user_id IS NULL") == 1)
    }

    @Test func `a rehearsal does everything and leaves nothing`() async throws {
        let seeded = try await SeededTenants()
        let archive = seeded.archive
        _ = try await seeded.export(to: archive)
        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())
        let before = try await seeded.rowCounts()

        let arrived = try await ImportTenant(database: seeded.database)(archive, .init(isDryRun: true))

        #expect(arrived.slugs == [SeededTenants.slug])
        #expect(try await seeded.rowCounts() == before)
    }

    @Test func `who is here already, and a slug that is taken, are told apart`() async throws {
        let seeded = try await SeededTenants()
        let archive = seeded.archive
        _ = try await seeded.export(to: archive)
        let importing = ImportTenant(database: seeded.database)
        await #expect(throws: ImportTenantError.ownerExists("a-owner@isolation.invalid")) {
            try await importing(archive)
        }

        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())
        try await seeded.administrator.execute(
            "UPDATE stores SET store_slug = \(SeededTenants.slug) WHERE store_slug = 'isolation-audit-b'")
        await #expect(throws: ImportTenantError.slugsTaken([SeededTenants.slug])) { try await importing(archive) }
        await #expect(throws: ImportTenantError.renameUnknown("other")) {
            try await importing(archive, .init(renames: ["other": "new"]))
        }
        await #expect(throws: ImportTenantError.slugUnusable("No/Slug")) {
            try await importing(archive, .init(renames: [SeededTenants.slug: "No/Slug"]))
        }

        let arrived = try await importing(archive, .init(renames: [SeededTenants.slug: "elsewhere"]))
        #expect(arrived.slugs == ["elsewhere"])
        #expect(
            try await seeded.count("stores", where: "store_slug = 'elsewhere' AND id = \(SeededTenants.store)") == 1)
    }

    @Test func `neither keys nor proofs nor a plan travel`() async throws {
        let seeded = try await SeededTenants()
        try await seeded.administrator.execute(
            """
            UPDATE stores SET store_domain = 'shop.example', store_domain_verified_at = now()
            WHERE id = \(SeededTenants.store)
            """
        )
        let archive = seeded.archive
        let manifest = try await seeded.export(to: archive)
        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())
        _ = try await ImportTenant(database: seeded.database)(archive)

        #expect(manifest.stores.map(\.domain) == ["shop.example"])
        #expect(
            manifest.leftBehind.secrets == [
                "authenticator app of a-owner@isolation.invalid", "isolation-audit-a: isolation secret_key",
                "isolation-audit-a: smtp api_key",
            ])
        #expect(String(decoding: try Data(contentsOf: archive), as: UTF8.self).contains(",sealed") == false)
        #expect(
            try await seeded.count(
                "stores", where: "store_domain = 'shop.example' AND store_domain_verified_at IS NULL") == 1)
        #expect(
            try await seeded.count("stores", where: "id = \(SeededTenants.store) AND subscription_status = 'trial'")
                == 1)
    }

    @Test func `an archive is closed to others, and no file is written over`() async throws {
        let seeded = try await SeededTenants()
        let archive = seeded.archive
        _ = try await seeded.export(to: archive)

        let mode = try FileManager.default.attributesOfItem(atPath: archive.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        await #expect(throws: TenantArchiveError.fileExists(archive.path)) { try await seeded.export(to: archive) }
        #expect(FileManager.default.fileExists(atPath: archive.path + ".part") == false)
    }
}

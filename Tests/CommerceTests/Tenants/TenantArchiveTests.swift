import Crypto
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Commerce

@Suite(.database) struct TenantArchiveTests {
    /// Members by name, as an attacker has them in hands.
    private struct Loot {
        var members: [(name: String, bytes: [UInt8])]

        init(_ url: URL) throws {
            let data = [UInt8](try Data(contentsOf: url))
            var offset = 0
            members = []
            while let header = try TarHeader(Array(data[offset..<(offset + 512)])) {
                offset += 512
                members.append((header.name, Array(data[offset..<(offset + header.size)])))
                offset += header.size + header.padding
            }
        }

        /// With hashes and sizes made right again, as somebody who knows the format would.
        func write(to url: URL, mending: Bool = true) throws {
            var manifest = try TenantManifest(json: Data(members.last { $0.name == TenantManifest.name }?.bytes ?? []))
            if mending {
                let mended = manifest.members.map { member -> TenantManifest.Member in
                    let bytes = members.first { $0.name == member.name }?.bytes ?? []
                    return TenantManifest.Member(
                        name: member.name, table: member.table, store: member.store, rows: member.rows,
                        bytes: bytes.count, sha256: SHA256.hash(data: bytes).hex)
                }
                manifest = TenantManifest(
                    format: manifest.format, version: manifest.version, id: manifest.id, schema: manifest.schema,
                    exportedAt: manifest.exportedAt, owner: manifest.owner, stores: manifest.stores, members: mended,
                    leftBehind: manifest.leftBehind, secrets: manifest.secrets)
            }
            var data = Data()
            for member in members {
                let bytes = member.name == TenantManifest.name ? [UInt8](try manifest.json) : member.bytes
                let header = TarHeader(name: member.name, size: bytes.count)
                data += Data(header.bytes) + Data(bytes) + Data(repeating: 0, count: header.padding)
            }
            try (data + Data(repeating: 0, count: 1024)).write(to: url)
        }

        mutating func replace(_ old: String, with new: String, in member: String) {
            guard let index = members.firstIndex(where: { $0.name.hasSuffix(member) }) else { return }
            members[index].bytes = Array(
                String(decoding: members[index].bytes, as: UTF8.self).replacing(old, with: new).utf8)
        }
    }

    private static let foreignStore = "b000000f-0000-4000-8000-5e11c0de0000"

    /// Tries to bring in what an attacker made of an archive; nothing may have changed afterwards.
    private func refuse(mending: Bool = true, _ tamper: (inout Loot) throws -> Void) async throws -> any Error {
        let seeded = try await SeededTenants()
        let original = seeded.archive
        _ = try await seeded.export(to: original)
        _ = try await EraseTenant(database: seeded.database)(try await seeded.tenant())
        let before = try await seeded.rowCounts()
        var loot = try Loot(original)
        try tamper(&loot)
        let tampered = seeded.archive
        try loot.write(to: tampered, mending: mending)

        let error = await #expect(throws: (any Error).self) {
            _ = try await ImportTenant(database: seeded.database)(tampered)
        }

        #expect(try await seeded.rowCounts() == before)
        return try #require(error)
    }

    @Test func `rows of another store are refused by the database`() async throws {
        let error = try await refuse { $0.replace("a000000f", with: "b000000f", in: ".categories.csv") }
        #expect(error as? ImportTenantError == .foreignRows("\(SeededTenants.store).categories.csv"))
    }

    @Test func `a row that refers to another tenant's is refused`() async throws {
        let error = try await refuse { $0.replace("a0000010", with: "b0000010", in: ".product_options.csv") }
        #expect("\(error)".contains("product_options_product_in_same_store"))
    }

    @Test func `ids that are another tenant's are refused`() async throws {
        let error = try await refuse { $0.replace("a0000010", with: "b0000010", in: ".categories.csv") }
        #expect(error as? ImportTenantError == .idsTaken("\(SeededTenants.store).categories.csv"))
    }

    @Test func `a store of another owner is refused`() async throws {
        let error = try await refuse { $0.replace("a0000001-", with: "b0000001-", in: ".stores.csv") }
        #expect(error as? ImportTenantError == .foreignRows("\(SeededTenants.store).stores.csv"))
    }

    @Test func `an account of another tenant is refused`() async throws {
        let taken = try await refuse { $0.replace("a0000002", with: "b0000002", in: "auth.users.csv") }
        #expect(taken as? ImportTenantError == .idsTaken("owner.auth.users.csv"))
    }

    @Test func `an account that nobody in the archive is, is refused`() async throws {
        let stray = try await refuse { $0.replace("a0000002", with: "a0000099", in: "auth.users.csv") }
        #expect(stray as? ImportTenantError == .strayAccounts(1))
    }

    @Test func `a column that gives rights is refused`() async throws {
        let error = try await refuse { $0.replace("phone_confirmed_at", with: "is_super_admin", in: "auth.users.csv") }
        #expect(error as? TenantArchiveError == .columnUnknown(table: "auth.users", column: "is_super_admin"))
    }

    @Test func `stock that is not the sum of its movements is refused`() async throws {
        let error = try await refuse { $0.replace(",9,1,t,f", with: ",99,1,t,f", in: ".stock_levels.csv") }
        #expect(error as? ImportTenantError == .stockDoesNotAddUp(1))
    }

    @Test func `changed bytes are noticed`() async throws {
        let error = try await refuse(mending: false) { $0.replace("Isolation", with: "Isolatiom", in: ".products.csv") }
        #expect(error as? TenantArchiveError == .memberChanged("\(SeededTenants.store).products.csv"))
    }

    @Test func `values that are none are refused`() async throws {
        let unreadable = try await refuse { $0.replace("1.00", with: "one", in: ".products.csv") }
        #expect(unreadable as? ImportTenantError == .unreadable("\(SeededTenants.store).products.csv"))
    }

    @Test func `a table that does not travel is refused`() async throws {
        let foreign = try await refuse {
            let manifest = $0.members.count - 1
            let text = String(decoding: $0.members[manifest].bytes, as: UTF8.self)
            $0.members[manifest].bytes = Array(
                text.replacing("\"table\" : \"categories\"", with: "\"table\" : \"jobs\"").utf8)
        }
        #expect(foreign as? TenantArchiveError == .memberForbidden("\(SeededTenants.store).categories.csv"))
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd", "a/b", ".hidden", "owner..csv"])
    func `names that lead elsewhere are refused`(_ name: String) async throws {
        let error = try await refuse { $0.members.insert((name, [1]), at: 0) }
        #expect(error as? TenantArchiveError == .memberForbidden(name))
    }

    @Test func `a member that the manifest does not name is refused`() async throws {
        let more = try await refuse { $0.members.insert(("more.csv", [1]), at: 0) }
        #expect(more as? TenantArchiveError == .memberUnexpected("more.csv"))
    }

    @Test func `a member that is there twice is refused`() async throws {
        let twice = try await refuse { $0.members.append($0.members[0]) }
        #expect(twice as? TenantArchiveError == .memberUnexpected("owner.auth.users.csv"))
    }

    @Test func `an archive that ends early, and a file that is none, are refused`() async throws {
        let seeded = try await SeededTenants()
        let archive = seeded.archive
        _ = try await seeded.export(to: archive)
        let whole = try Data(contentsOf: archive)
        for length in [0, 100, 512, whole.count / 2, whole.count - 1_500] {
            try whole.prefix(length).write(to: archive)
            await #expect(throws: TenantArchiveError.self) {
                try await ImportTenant(database: seeded.database)(archive)
            }
        }
        try Data(repeating: 65, count: 4_000).write(to: archive)
        await #expect(throws: TenantArchiveError.noArchive) {
            try await ImportTenant(database: seeded.database)(archive)
        }
    }

    @Test(arguments: [0, 1, 511, 512, 513, 1 << 33, 1 << 40]) func `a header is read as it was written`(_ size: Int)
        throws
    {
        let header = TarHeader(name: "owner.stores.csv", size: size)

        #expect(try TarHeader(header.bytes) == header)
        #expect((size + header.padding) % 512 == 0)
    }
}

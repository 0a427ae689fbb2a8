import Foundation
import Postgres
import TestSupport
import Testing

@testable import Server

@Suite(.database) struct DoctorCommandTests {
    private struct RolledBack: Error {}

    @Test func `a database that was just migrated has nothing to complain of`() async throws {
        let owner = try await TestDatabase.current.connect(as: "sellusgenie")

        let findings = try await DoctorCommand.examine(owner)

        #expect(findings.map { "\($0.check): \($0.subject)" } == [])
    }

    @Test(arguments: Damage.all)
    func `what endangers isolation, data or speed is named, with what to do`(_ damage: Damage) async throws {
        let findings = try await findings(after: damage)

        let found = findings.first { $0.check == damage.check && $0.subject.contains(damage.subject) }
        #expect(found?.remedy.contains(damage.remedy) == true, "\(findings)")
    }

    @Test func `every check is tried`() {
        #expect(Set(DatabaseCheck.all.map(\.name)) == Set(Damage.all.map(\.check)))
    }

    @Test(arguments: [0o644, 0o660, 0o604])
    func `a file with secrets that others may read is named`(_ mode: Int) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let isMade = FileManager.default.createFile(
            atPath: file.path, contents: Data(), attributes: [.posixPermissions: mode])
        #expect(isMade)

        #expect(SecretFiles(files: [file]).findings().map(\.remedy) == ["chmod 600 \(file.path)"])
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        #expect(SecretFiles(files: [file]).findings() == [])
    }

    /// In a transaction that is rolled back: roles are the whole server's, and other tests use them.
    private func findings(after damage: Damage) async throws -> [Finding] {
        var findings: [Finding] = []
        do {
            try await TestDatabase.current.administrator.transaction { db in
                try await db.script(damage.script)
                findings = try await DoctorCommand.examine(db)
                throw RolledBack()
            }
        } catch is RolledBack {}
        return findings
    }
}

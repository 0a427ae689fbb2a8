import Postgres
import TestSupport
import Testing

@testable import Server

@Suite(.database) struct DoctorCommandTests {
    @Test func `a database that was just migrated has nothing to complain of`() async throws {
        let owner = try await TestDatabase.current.connect(as: "sellusgenie")

        let findings = try await DoctorCommand.examine(owner)

        #expect(findings.map { "\($0.check): \($0.subject)" } == [])
    }

    @Test(arguments: [
        ("ALTER TABLE products DISABLE ROW LEVEL SECURITY", "products"),
        ("CREATE TABLE notes (id int PRIMARY KEY)", "notes"),
        ("DROP INDEX payments_order", "payments"),
    ])
    func `what endangers isolation or speed is named`(_ damage: String, _ subject: String) async throws {
        let owner = try await TestDatabase.current.connect(as: "sellusgenie")
        try await owner.script(damage)

        let findings = try await DoctorCommand.examine(owner)

        #expect(findings.contains { $0.subject.contains(subject) })
    }
}

import Postgres
import TestSupport
import Testing

@Suite
struct TestDatabaseTests {
    @Test(.database, arguments: 1...12)
    func `each case has a migrated database to itself`(number: Int) async throws {
        let database = try TestDatabase.current

        try await database.administrator.execute("CREATE TABLE mine (number int8)")
        try await database.administrator.execute("INSERT INTO mine VALUES (\(number))")

        let numbers: [Int] = try await database.administrator.query("SELECT number FROM mine").map { try $0[0] }
        #expect(numbers == [number])
        let migrations: Int = try await database.administrator.one("SELECT count(*)::int8 FROM app.schema_migrations")[
            0]
        #expect(migrations > 0)
    }

    @Test(.database) func `the pool logs in as the program's role`() async throws {
        let rows = try await TestDatabase.current.database.read(
            as: DatabaseActor(name: "test", entry: "SELECT 1"),
            ["SELECT session_user::text"]
        )

        #expect(try rows[0][0][0] == "sellusgenie_app")
    }

    @Test func `a test without the trait has no database`() {
        #expect(throws: TestDatabaseError.self) { try TestDatabase.current }
    }
}

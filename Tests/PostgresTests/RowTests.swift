import Postgres
import TestSupport
import Testing

@Suite(.emptyDatabase)
struct RowTests {
    private struct Mug: PostgresRow, Equatable {
        let name: String
        let stock: Int?

        init(name: String, stock: Int?) {
            self.name = name
            self.stock = stock
        }

        init(row: Row) throws {
            name = try row["name"]
            stock = try row["stock"]
        }
    }

    @Test func `rows fill structs by column name`() async throws {
        let connection = try TestDatabase.current.administrator

        let mugs = try await connection.query(
            "SELECT NULL::int AS stock, 'plain' AS name UNION ALL SELECT 3, 'blue'", as: Mug.self
        )

        #expect(mugs == [Mug(name: "plain", stock: nil), Mug(name: "blue", stock: 3)])
    }

    @Test func `an error names the column and its type`() async throws {
        let row = try await TestDatabase.current.administrator.one("SELECT 'x'::text AS name, NULL::int AS stock")

        #expect(throws: RowError.noSuchColumn("nme")) { let _: String = try row["nme"] }
        #expect { let _: Int = try row["name"] } throws: { error in
            "\(error)" == "Column name of type text cannot be read as Int: typeMismatch."
        }
        #expect { let _: Int = try row["stock"] } throws: { error in
            "\(error)" == "Column stock of type integer cannot be read as Int: null."
        }
    }

    @Test func `a number too large for its target is refused`() async throws {
        let row = try await TestDatabase.current.administrator.one("SELECT 40000 AS n")

        #expect { let _: Int16 = try row["n"] } throws: { "\($0)".contains("outOfRange") }
    }

    @Test func `one row is required where one is expected`() async throws {
        let connection = try TestDatabase.current.administrator

        await #expect(throws: PostgresClientError.noRows) { _ = try await connection.one("SELECT 1 WHERE false") }
        #expect(try await connection.first("SELECT 1 WHERE false") == nil as Int?)
    }
}

extension Connection {
    fileprivate func first(_ sql: SQL) async throws -> Int? {
        try await first(sql).map { try $0[0] }
    }
}

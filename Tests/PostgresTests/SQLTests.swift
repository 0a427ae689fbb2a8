import Postgres
import Testing

struct SQLTests {
    @Test func `an interpolated value is bound and never becomes text`() {
        let hostile = "'; DROP TABLE orders; --"

        let (text, bindings) = ("SELECT id FROM orders WHERE note = \(hostile) AND total > \(5)" as SQL).rendered()

        #expect(text == "SELECT id FROM orders WHERE note = $1 AND total > $2")
        #expect(bindings.map(\.bytes) == [Array(hostile.utf8), [0, 0, 0, 0, 0, 0, 0, 5]])
    }

    @Test func `a fragment's parameters are renumbered where it is inserted`() {
        let condition: SQL = "a = \(1) AND b = \(2)"

        let (text, bindings) = ("SELECT \(0) WHERE \(condition) LIMIT \(3)" as SQL).rendered()

        #expect(text == "SELECT $1 WHERE a = $2 AND b = $3 LIMIT $4")
        #expect(bindings.map { $0.bytes?.last } == [0, 1, 2, 3])
    }

    @Test(arguments: [("orders", "\"orders\""), ("or\"ders", "\"or\"\"ders\""), ("", "\"\"")])
    func `an identifier is quoted`(name: String, quoted: String) {
        #expect(SQL.identifier(name).rendered().text == quoted)
    }

    @Test func `fragments are joined with a separator between them`() {
        let joined = (["a = \(1)", "b = \(2)"] as [SQL]).joined(separator: " AND ")

        #expect(joined.rendered().text == "a = $1 AND b = $2")
        #expect(([] as [SQL]).joined(separator: ", ").rendered().text == "")
    }
}

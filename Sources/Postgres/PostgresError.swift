import CLibPQ

/// What the server said no to.
package struct PostgresError: Error, Sendable {
    package let sqlState: SQLState
    /// The server's message. May carry row data: for logs that may hold it, never for a person's eyes.
    package let message: String
    package let detail: String?
    package let hint: String?
    package let schema: String?
    package let table: String?
    package let column: String?
    package let constraint: String?
    /// Where in our source the statement was sent.
    package let file: String
    package let line: Int

    init(result: OpaquePointer, file: String, line: Int) {
        func field(_ code: Character) -> String? {
            PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
        }
        // Codes of one letter as in the protocol's error message (source: libpq `postgres_ext.h`, PG_DIAG_…).
        sqlState = SQLState(field("C") ?? "XX000")
        message = field("M") ?? String(cString: PQresultErrorMessage(result))
        detail = field("D")
        hint = field("H")
        schema = field("s")
        table = field("t")
        column = field("c")
        constraint = field("n")
        self.file = file
        self.line = line
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// Only the code and the constraint's name: a message may hold a customer's data.
    package var description: String {
        "PostgreSQL refused the statement with \(sqlState)" + (constraint.map { " (\($0))" } ?? "")
    }

    package var debugDescription: String {
        let extras = [detail, hint, table.map { "table \($0)" }, constraint.map { "constraint \($0)" }]
        return "\(sqlState): \(message); " + extras.compactMap { $0 }.joined(separator: "; ") + " at \(file):\(line)"
    }
}

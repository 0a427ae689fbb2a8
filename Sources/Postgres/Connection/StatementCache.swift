/// The statements prepared on one connection, by role and text: a plan made for one role is useless to another, and
/// alternating roles on one statement re-plans it each time.
struct StatementCache {
    struct Key: Hashable {
        let role: String
        let text: String
        /// The same text with other types of values is another statement to the server.
        let types: [UInt32]
    }

    /// A prepared statement; its columns are known after its first result.
    final class Statement {
        let name: String
        var columns: Columns?

        init(name: String) { self.name = name }
    }

    /// More than a program of this size has; beyond it texts are being generated.
    static let limit = 500

    private var statements: [Key: Statement] = [:]
    private var count = 0

    var isFull: Bool { statements.count >= Self.limit }

    subscript(key: Key) -> Statement? { statements[key] }

    /// A statement with a name not used before on this connection; not kept until ``keep(_:for:)``.
    mutating func makeStatement() -> Statement {
        count += 1
        return Statement(name: "s\(count)")
    }

    /// To be called once the server has said that it prepared the statement.
    mutating func keep(_ statement: Statement, for key: Key) { statements[key] = statement }

    mutating func removeAll() { statements.removeAll(keepingCapacity: true) }
}

import Crypto
import Foundation

/// One step of a schema: plain SQL, applied once, never changed afterwards.
package struct Migration: Sendable, Equatable {
    /// The place in the order, from 1.
    package let number: Int
    /// Words joined by underscores, for instance `orders_and_lines`.
    package let name: String
    /// Statements that may stand in one transaction.
    package let sql: String

    package init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// The SHA-256 of the text in hexadecimal: what the database remembers of it.
    package var checksum: String {
        SHA256.hash(data: Data(sql.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// As people and files name it: `0007_customers`.
    package var title: String { Self.title(number: number, name: name) }

    static func title(number: Int, name: String) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name
    }
}

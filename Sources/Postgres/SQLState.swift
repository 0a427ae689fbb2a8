/// A five-character error code; open, because servers and our own functions have more of them than are named here
/// (source: PostgreSQL documentation, appendix A).
package struct SQLState: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let code: String

    package init(stringLiteral value: String) { code = value }
    package init(_ code: String) { self.code = code }

    package var description: String { code }
    /// The first two characters: what kind of error it is.
    package var errorClass: Substring { code.prefix(2) }

    package static let notNullViolation: SQLState = "23502"
    package static let foreignKeyViolation: SQLState = "23503"
    package static let uniqueViolation: SQLState = "23505"
    package static let checkViolation: SQLState = "23514"
    package static let exclusionViolation: SQLState = "23P01"
    package static let readOnlyTransaction: SQLState = "25006"
    package static let serializationFailure: SQLState = "40001"
    package static let deadlockDetected: SQLState = "40P01"
    package static let insufficientPrivilege: SQLState = "42501"
    package static let undefinedTable: SQLState = "42P01"
    package static let duplicateDatabase: SQLState = "42P04"
    package static let objectInUse: SQLState = "55006"
    package static let lockNotAvailable: SQLState = "55P03"
    package static let queryCanceled: SQLState = "57014"
    package static let adminShutdown: SQLState = "57P01"
    package static let crashShutdown: SQLState = "57P02"
    package static let cannotConnectNow: SQLState = "57P03"
    package static let raiseException: SQLState = "P0001"
}

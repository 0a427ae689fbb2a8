import Foundation
import Postgres
import Testing

/// A statement that the database must refuse, and the name it gives as the reason.
struct Refusal: Sendable, CustomTestStringConvertible {
    /// The number in docs/mends.md.
    let mend: Int
    /// What somebody tries.
    let attempt: String
    /// `nil`: the superuser, whom neither policies nor grants bind.
    let persona: String?
    let statement: SQL
    /// A constraint's name, or an SQLSTATE where PostgreSQL names none.
    let reason: String

    init(_ mend: Int, _ attempt: String, as persona: String? = nil, _ statement: SQL, _ reason: String) {
        self.mend = mend
        self.attempt = attempt
        self.persona = persona
        self.statement = statement
        self.reason = reason
    }

    var testDescription: String { "mend \(mend): \(attempt)" }
}

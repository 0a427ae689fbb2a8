package import Foundation
import Postgres

/// The last look at a domain's proof.
package struct DomainCheck: Hashable, Sendable {
    package let outcome: Outcome
    package let checkedAt: Date
    /// Since when a proved domain has lacked its proof.
    package let failingSince: Date?

    package enum Outcome: String, Hashable, Sendable {
        case proved
        /// There is no record.
        case missing
        /// There is one, with something else in it.
        case wrong
        case unanswered
    }
}

extension DomainCheck.Outcome: PostgresEncodable, PostgresDecodable {}

extension DomainCheck.Outcome {
    init(_ answer: DNSAnswer, expecting token: String) {
        switch answer {
        case .unanswered: self = .unanswered
        case .records(let records) where records.isEmpty: self = .missing
        case .records(let records): self = records.contains { $0.trimmed == token } ? .proved : .wrong
        }
    }
}

extension String {
    /// Panels of registrars keep the spaces that were pasted.
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

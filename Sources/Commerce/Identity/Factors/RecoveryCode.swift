import Foundation
import Postgres

/// Stands in once for an authenticator that is lost: ten characters of chance, told apart when read aloud.
package struct RecoveryCode: Hashable, Sendable {
    /// As many as one gets.
    package static let count = 10
    /// Without vowels, and without what looks alike on paper.
    private static let alphabet = Array("23456789bcdfghjkmnpqrstvwxyz")
    private static let length = 10

    private let letters: String

    init() {
        letters = String((0..<Self.length).map { _ in Self.alphabet[Int.random(in: 0..<Self.alphabet.count)] })
    }

    /// Reads what somebody typed from paper; nil for what no code looks like.
    package init?(_ text: String) {
        let letters = text.lowercased().filter { !$0.isWhitespace && $0 != "-" }
        guard letters.count == Self.length, letters.allSatisfy(Self.alphabet.contains) else { return nil }
        self.letters = letters
    }

    /// In two halves, as it is shown.
    package var text: String { "\(letters.prefix(5))-\(letters.suffix(5))" }
}

extension RecoveryCode: CustomStringConvertible, CustomReflectable {
    package var description: String { "[redacted]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension RecoveryCode {
    static func insert(_ hashes: [Bytes], of user: ID<User>, at date: Date) -> [SQL] {
        hashes.map { hash in
            """
            INSERT INTO auth.mfa_recovery_codes (user_id, code_hash, created_at) VALUES (\(user), \(hash), \(date))
            """
        }
    }

    /// Of two who send the same at once, one gets the row.
    static func spend(_ hash: Bytes, of user: ID<User>, at date: Date) -> SQL {
        """
        UPDATE auth.mfa_recovery_codes SET used_at = \(date)
        WHERE user_id = \(user) AND code_hash = \(hash) AND used_at IS NULL RETURNING id
        """
    }

    static func countUnused(of user: ID<User>) -> SQL {
        "SELECT count(*) AS unused FROM auth.mfa_recovery_codes WHERE user_id = \(user) AND used_at IS NULL"
    }

    static func deleteAll(of user: ID<User>) -> SQL {
        "DELETE FROM auth.mfa_recovery_codes WHERE user_id = \(user)"
    }

    /// With the last authenticator, what stands in for it goes too.
    static func deleteWithoutFactor(of user: ID<User>) -> SQL {
        """
        DELETE FROM auth.mfa_recovery_codes c WHERE c.user_id = \(user)
            AND NOT EXISTS (SELECT FROM auth.mfa_factors f WHERE f.user_id = c.user_id AND f.status = 'verified')
        """
    }
}

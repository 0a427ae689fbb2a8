import Crypto
package import Foundation
package import Postgres

/// What a letter proves: that whoever answers it reads the mail of an address.
package struct OneTimeToken: Sendable {
    /// What answering does. One of each kind is open for an account; a newer letter replaces the older.
    package enum Kind: String, Sendable, PostgresEncodable, PostgresDecodable {
        case confirmation = "confirmation_token"
        /// A new password, and signing in by a link: both open a session.
        case recovery = "recovery_token"
        case emailChangeNew = "email_change_token_new"
        case emailChangeCurrent = "email_change_token_current"
        case reauthentication = "reauthentication_token"

        /// A first letter may lie for a day; one that opens an account is for now.
        var lifetime: TimeInterval { self == .confirmation ? 86_400 : 3_600 }
        /// Of an invitation that its receiver did not ask for.
        static let invitationLifetime: TimeInterval = 7 * 86_400
    }

    let id: ID<OneTimeToken>
    let user: ID<User>
    let kind: Kind
    /// The address that the letter went to.
    let relatesTo: String
    package let flow: UUID?
}

extension OneTimeToken: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        user = try row["user_id"]
        kind = try row["token_type"]
        relatesTo = try row["relates_to"]
        flow = try row["flow_state_id"]
    }
}

/// Both forms of one token, as they stand in the letter and nowhere else.
package struct OneTimeSecret: Hashable, Sendable {
    /// For the link: 192 random bits.
    package let link: String
    /// Six digits, to be typed.
    package let code: String

    init(isForFlow: Bool) {
        // Supabase's clients tell by the prefix that a code comes back, and not a session.
        link = (isForFlow ? "pkce_" : "") + Data.random(count: 24).base64URL
        code = Self.digits(Int.random(in: 0..<1_000_000))
    }

    private static func digits(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: 6 - text.count) + text
    }

    static func hash(ofLink link: String) -> String {
        Data(SHA256.hash(data: Data(link.utf8))).base64URL
    }
}

extension OneTimeSecret: CustomStringConvertible, CustomReflectable {
    package var description: String { "[redacted]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Hashes the digits of letters with a key: a million possibilities are no secret to whoever reads the database.
struct OneTimeCodes: Sendable {
    private let key: SymmetricKey

    init(key: SecretKey) {
        self.key = key.key(for: .oneTimeCodes)
    }

    func hash(_ code: String, of user: ID<User>) -> Bytes {
        Bytes(HMAC<SHA256>.authenticationCode(for: Data("\(user) \(code)".utf8), using: key))
    }

    func isValid(_ code: String, _ hash: Bytes, of user: ID<User>) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(hash.bytes, authenticating: Data("\(user) \(code)".utf8), using: key)
    }
}

extension SecretKey.Purpose {
    static let oneTimeCodes = Self("one-time codes")
}

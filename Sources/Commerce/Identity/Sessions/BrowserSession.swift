package import Foundation
package import Postgres

/// Somebody's right to use our own pages for a while: a session whose token is a cookie.
package struct BrowserSession: Hashable, Sendable {
    /// How long a session lasts after its last use.
    package static let lifetime: TimeInterval = 14 * 24 * 3_600

    package let id: ID<AccountSession>
    package let user: SignedInUser
    package let token: SessionToken
    package let openedAt: Date
    /// Whether the pages must still ask for a code of the authenticator.
    package let needsSecondFactor: Bool

    package var expiresAt: Date { openedAt + Self.lifetime }
}

/// From where and with what a session is opened; shown in the list of sessions.
package struct SessionOrigin: Hashable, Sendable {
    package let address: InetAddress?
    package let userAgent: String?

    package init(address: InetAddress?, userAgent: String?) {
        self.address = address
        self.userAgent = userAgent
    }
}

/// How somebody proved who he is: the values of the claim `amr`, as Supabase Auth names them.
package enum AuthenticationMethod: String, Sendable, PostgresEncodable, PostgresDecodable {
    case password, otp, oauth, totp, recovery, invite, magiclink, anonymous
    case signUp = "email/signup"
    case emailChange = "email_change"
    case recoveryCode = "recovery_code"
}

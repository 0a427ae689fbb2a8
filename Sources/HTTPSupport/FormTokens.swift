package import Commerce
import Crypto
import Foundation

/// Tokens that a form carries to show that we rendered it for this very session.
package struct FormTokens: Sendable {
    /// The name of the hidden field.
    package static let field = "form_token"

    private let key: SymmetricKey

    /// Derives its own key from the program's secret key.
    package init(key: SecretKey) {
        self.key = key.key(for: .forms)
    }

    /// The token for the session that the cookie names.
    package func token(for session: String) -> String {
        Data(HMAC<SHA256>.authenticationCode(for: Data(session.utf8), using: key)).base64EncodedString()
    }

    /// Throws unless the form carries the token of this session.
    package func check(_ form: Form, session: String?) throws(RequestProblem) {
        guard let session, let sent = Data(base64Encoded: form[Self.field]),
            HMAC<SHA256>.isValidAuthenticationCode(sent, authenticating: Data(session.utf8), using: key)
        else { throw .forgedForm }
    }
}

extension SecretKey.Purpose {
    static let forms = Self("forms")
}

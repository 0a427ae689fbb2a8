import Crypto
import Foundation

/// Makes and checks the token in a guest's cookie: the cart's name and a signature that binds it to one store.
package struct CartTokens: Sendable {
    private let key: SymmetricKey

    package init(key: SecretKey) {
        self.key = key.key(for: .carts)
    }

    /// A new cart for a guest who has none. 128 random bits, so that nobody meets another's cart by chance.
    package func newSession() -> CartSession {
        CartSession(rawValue: Data.random(count: 16).base64URL)
    }

    package func token(for session: CartSession, in store: ID<Store>) -> String {
        let signature = HMAC<SHA256>.authenticationCode(for: signed(session, store), using: key)
        return "\(session.rawValue).\(Data(signature).base64URL)"
    }

    /// The cart that the token proves, or nothing: a forged token and one of another store are no carts.
    package func session(from token: String, in store: ID<Store>) -> CartSession? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts[0].utf8.count == 22, let signature = Data(base64URL: parts[1]) else { return nil }
        let session = CartSession(rawValue: parts[0])
        let isAuthentic = HMAC<SHA256>.isValidAuthenticationCode(
            signature,
            authenticating: signed(session, store),
            using: key
        )
        return isAuthentic ? session : nil
    }

    private func signed(_ session: CartSession, _ store: ID<Store>) -> Data {
        Data("\(store) \(session.rawValue)".utf8)
    }
}

extension SecretKey.Purpose {
    static let carts = Self("carts")
}

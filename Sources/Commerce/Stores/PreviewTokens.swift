import Crypto
package import Foundation

/// Lets somebody look into a closed store until a time: an hour's promise of the program, which it need not remember.
package struct PreviewTokens: Sendable {
    /// A link is opened soon after it was made.
    package static let linkLifetime: TimeInterval = 900
    package static let lifetime: TimeInterval = 3_600

    private let key: SymmetricKey
    private let now: @Sendable () -> Date

    package init(key: SecretKey, now: @escaping @Sendable () -> Date = { Date() }) {
        self.key = key.key(for: .previews)
        self.now = now
    }

    package func token(for store: ID<Store>, lasting lifetime: TimeInterval) -> String {
        let expiry = Int(now().timeIntervalSince1970 + lifetime)
        let signature = HMAC<SHA256>.authenticationCode(for: signed(store, expiry), using: key)
        return "\(expiry).\(Data(signature).base64URL)"
    }

    /// Another store's, a forged one and one whose time is over are none.
    package func isValid(_ token: String, for store: ID<Store>) -> Bool {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let expiry = Int(parts[0]), let signature = Data(base64URL: parts[1]) else {
            return false
        }
        return HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signed(store, expiry), using: key)
            && Double(expiry) > now().timeIntervalSince1970
    }

    private func signed(_ store: ID<Store>, _ expiry: Int) -> Data { Data("\(store) \(expiry)".utf8) }
}

extension SecretKey.Purpose {
    static let previews = Self("previews")
}

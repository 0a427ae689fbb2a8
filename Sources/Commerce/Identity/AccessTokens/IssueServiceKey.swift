import Crypto
import Foundation
import JWTKit

/// Writes the two keys that Supabase's clients send as `apikey`: the public one, and the one of the operator's programs. They
/// follow from the installation's root (or the shared secret), so each that was ever written stays good.
package struct IssueServiceKey: Sendable {
    package enum Kind: String, Sendable {
        case anonymous = "anon"
        case service = "service_role"
    }

    /// 2024-01-01 and 2044-01-01, in seconds.
    private static let (begin, end) = (1_704_067_200, 2_335_219_200)

    private let key: SymmetricKey
    private let kid: String?

    package init(secretKey: SecretKey, sharedSecret: Secret?) {
        key = sharedSecret.map { SymmetricKey(data: Data($0.reveal().utf8)) } ?? secretKey.key(for: .serviceTokens)
        kid = sharedSecret == nil ? SigningKeys.serviceKeyID : nil
    }

    package func callAsFunction(_ kind: Kind) async throws -> Secret {
        let token = ServiceToken(iss: "sellusgenie", role: kind.rawValue, iat: Self.begin, exp: Self.end)
        let keys = await SigningKeys.symmetric(key, kid: kid).keys
        return Secret(try await keys.sign(token, kid: kid.map { JWKIdentifier(string: $0) }))
    }
}

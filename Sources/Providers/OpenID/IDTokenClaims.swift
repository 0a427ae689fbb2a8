import Commerce
import Crypto
import Foundation
import JWTKit

/// What an id token says (OpenID Connect Core 1.0, section 2).
struct IDTokenClaims: JWTPayload {
    let iss: String
    let sub: String
    let aud: AudienceClaim
    let exp: Double
    let iat: Double?
    let nonce: String?
    let email: String?
    let name: String?
    let picture: String?
    /// Apple writes it as text.
    let emailVerified: Bool

    enum CodingKeys: String, CodingKey {
        case iss, sub, aud, exp, iat, nonce, email, name, picture
        case emailVerified = "email_verified"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        iss = try values.decode(String.self, forKey: .iss)
        sub = try values.decode(String.self, forKey: .sub)
        aud = try values.decode(AudienceClaim.self, forKey: .aud)
        exp = try values.decode(Double.self, forKey: .exp)
        iat = try values.decodeIfPresent(Double.self, forKey: .iat)
        nonce = try values.decodeIfPresent(String.self, forKey: .nonce)
        email = try values.decodeIfPresent(String.self, forKey: .email)
        name = try values.decodeIfPresent(String.self, forKey: .name)
        picture = try values.decodeIfPresent(String.self, forKey: .picture)
        let flag = try? values.decode(Bool.self, forKey: .emailVerified)
        emailVerified = flag ?? ((try? values.decode(String.self, forKey: .emailVerified)) == "true")
    }

    /// The rest is checked by ``check(_:nonce:at:)``, which knows what was asked for.
    func verify(using algorithm: some JWTAlgorithm) async throws {}

    /// - Parameter expected: the nonce as the application has it: applications for telephones send its hash to the provider.
    func check(_ registration: ProviderRegistration, nonce expected: String?, at date: Date) throws(OpenIDError) {
        let issuers = [registration.issuer, registration.issuer.replacing("https://", with: "")]
        let isFresh = exp > date.timeIntervalSince1970 - 30 && (iat ?? 0) < date.timeIntervalSince1970 + 30
        guard issuers.contains(iss), isFresh, !sub.isEmpty, sub.utf8.count <= 255,
            aud.value.contains(where: registration.audiences.contains), isAnswer(to: expected)
        else { throw .badToken }
    }

    private func isAnswer(to expected: String?) -> Bool {
        guard let nonce else { return expected == nil }
        guard let expected else { return false }
        let hashed = SHA256.hash(data: Data(expected.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            .joined()
        return nonce == expected || nonce == hashed
    }
}

package import Foundation
package import JWTKit

/// The claims of an access token, as Supabase Auth has them; `role` names the persona and so the database role.
package struct AccessToken: Hashable, Sendable {
    /// How somebody proved who he is, and when.
    package struct Method: Codable, Hashable, Sendable {
        package let method: String
        package let timestamp: Int
    }

    static let audience = "authenticated"

    package var issuer: String
    package var subject: ID<User>
    package var audience = Self.audience
    package var issuedAt: Date
    package var expiresAt: Date
    package var role: String
    /// The shop whose customer this is.
    package var store: ID<Store>?
    package var session: ID<AccountSession>
    /// `aal2` once a second factor was given.
    package var assurance: String
    package var methods: [Method]
    package var email: String
    package var isAnonymous: Bool
    package var appMetadata: JSONValue
    package var userMetadata: JSONValue
}

extension AccessToken: JWTPayload {
    enum CodingKeys: String, CodingKey {
        case issuer = "iss", subject = "sub", audience = "aud", issuedAt = "iat", expiresAt = "exp"
        case role, email, phone
        case store = "store_id", session = "session_id", assurance = "aal", methods = "amr"
        case isAnonymous = "is_anonymous", appMetadata = "app_metadata", userMetadata = "user_metadata"
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        issuer = try values.decode(String.self, forKey: .issuer)
        subject = try values.decode(ID<User>.self, forKey: .subject)
        audience = try values.decode(String.self, forKey: .audience)
        issuedAt = Date(timeIntervalSince1970: try values.decode(Double.self, forKey: .issuedAt))
        expiresAt = Date(timeIntervalSince1970: try values.decode(Double.self, forKey: .expiresAt))
        role = try values.decode(String.self, forKey: .role)
        store = try values.decodeIfPresent(ID<Store>.self, forKey: .store)
        session = try values.decode(ID<AccountSession>.self, forKey: .session)
        assurance = try values.decodeIfPresent(String.self, forKey: .assurance) ?? "aal1"
        methods = try values.decodeIfPresent([Method].self, forKey: .methods) ?? []
        email = try values.decodeIfPresent(String.self, forKey: .email) ?? ""
        isAnonymous = try values.decodeIfPresent(Bool.self, forKey: .isAnonymous) ?? false
        appMetadata = try values.decodeIfPresent(JSONValue.self, forKey: .appMetadata) ?? [:]
        userMetadata = try values.decodeIfPresent(JSONValue.self, forKey: .userMetadata) ?? [:]
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(issuer, forKey: .issuer)
        try values.encode(subject, forKey: .subject)
        try values.encode(audience, forKey: .audience)
        try values.encode(Int(issuedAt.timeIntervalSince1970), forKey: .issuedAt)
        try values.encode(Int(expiresAt.timeIntervalSince1970), forKey: .expiresAt)
        try values.encode(role, forKey: .role)
        try values.encodeIfPresent(store, forKey: .store)
        try values.encode(session, forKey: .session)
        try values.encode(assurance, forKey: .assurance)
        try values.encode(methods, forKey: .methods)
        try values.encode(email, forKey: .email)
        try values.encode("", forKey: .phone)
        try values.encode(isAnonymous, forKey: .isAnonymous)
        try values.encode(appMetadata, forKey: .appMetadata)
        try values.encode(userMetadata, forKey: .userMetadata)
    }

    /// Time, issuer and realm are the verifier's, who knows the clock and where the token was shown.
    package func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// The key of an application or of the operator's programs: a token that names a role and nobody.
struct ServiceToken: JWTPayload {
    let iss: String
    let role: String
    let iat: Int
    let exp: Int

    func verify(using algorithm: some JWTAlgorithm) async throws {}
}

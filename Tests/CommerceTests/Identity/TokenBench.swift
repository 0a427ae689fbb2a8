import Crypto
import Foundation
import JWTKit
import Postgres
import TestSupport
import Testing

@testable import Commerce

/// Tokens over this test's database.
struct TokenBench: Sendable {
    let accounts: AccountBench
    let keys: SigningKeys
    let tokens: AccessTokens
    let verifier: TokenVerifier

    static var secretKey: SecretKey {
        get throws { try #require(SecretKey(Array(repeating: 7, count: 32))) }
    }

    static func open(sharedSecret: Secret? = nil) throws -> TokenBench {
        let bench = try AccountBench.open { $0.confirmsByItself = true }
        let clock = bench.clock
        let keys = SigningKeys(
            database: bench.accounts.database, vault: bench.accounts.vault, secretKey: try secretKey,
            sharedSecret: sharedSecret, now: { clock.now })
        return TokenBench(
            accounts: bench,
            keys: keys,
            tokens: AccessTokens(bench.accounts, keys: keys, secretKey: try secretKey),
            verifier: TokenVerifier(keys: keys, now: { clock.now })
        )
    }

    func signUp(_ email: String, _ realm: Realm = .platform) async throws -> TokenGrant {
        try await accounts.signUp(email, realm)
        return try await tokens.signIn(
            email: email, password: Secret(AccountBench.password), in: realm, from: accounts.origin())
    }

    func verify(_ token: String, _ realm: Realm) async throws -> TokenCaller {
        try await verifier.verify(token, at: try await accounts.accounts.home(of: realm))
    }

    func claims(of grant: TokenGrant) async throws -> AccessToken {
        guard case .user(let claims) = try await verify(grant.accessToken, .platform) else { throw TokenError.role }
        return claims
    }
}

/// What somebody might make of a token, or without one.
enum TokenForgery: CaseIterable, Sendable {
    case noAlgorithm, noneInCapitals, otherKey, otherIssuer, strippedSignature, emptySignature, swappedKeyID, noKeyID
    case publicKeyAsSecret, serviceKeyID, serviceRole, otherAudience, expired, future, criticalExtension, garbage
    case fourParts, oversize, zeroSignature

    func forge(_ token: String, _ bench: TokenBench) async throws -> String {
        let parts = token.split(separator: ".").map(String.init)
        let header = try Self.header(of: token)
        let payload = parts[1]
        switch self {
        case .noAlgorithm: return Self.join(["alg": "none", "typ": "JWT"], payload, "")
        case .noneInCapitals: return Self.join(["alg": "NONE"], payload, parts[2])
        case .strippedSignature: return parts[0] + "." + payload
        case .emptySignature: return parts[0] + "." + payload + "."
        case .zeroSignature: return parts[0] + "." + payload + "." + Data(repeating: 0, count: 64).base64URL
        case .swappedKeyID:
            // The name of the key that is published and does not sign yet.
            guard case .array(let keys)? = try await bench.keys.published()["keys"] else { return "" }
            let other = keys.first { $0["kid"] != header["kid"] }?["kid"]
            return Self.join(["alg": "ES256", "kid": other ?? ""], payload, parts[2])
        case .noKeyID: return Self.join(["alg": "ES256"], payload, parts[2])
        case .criticalExtension:
            return Self.join(["alg": "ES256", "kid": header["kid"] ?? "", "crit": .array(["exp"])], payload, parts[2])
        case .garbage: return "not.a.token"
        case .fourParts: return token + ".more"
        case .oversize: return token + String(repeating: "A", count: 10_000)
        case .otherKey, .publicKeyAsSecret, .serviceKeyID: return try await signAnew(header, payload, bench)
        case .otherIssuer, .serviceRole, .otherAudience, .expired, .future: return try await claim(token, bench)
        }
    }

    /// The same claims, signed by what an attacker has.
    private func signAnew(_ header: JSONValue, _ payload: String, _ bench: TokenBench) async throws -> String {
        switch self {
        case .otherKey:
            let signed = Self.join(header, payload, "").dropLast()
            let signature = try P256.Signing.PrivateKey().signature(for: Data(signed.utf8)).rawRepresentation
            return signed + "." + signature.base64URL
        case .serviceKeyID:
            return Self.hmac(["alg": "HS256", "kid": .string(SigningKeys.serviceKeyID)], payload, Data("secret".utf8))
        default:
            guard case .array(let keys)? = try await bench.keys.published()["keys"],
                let key = keys.first(where: { $0["kid"] == header["kid"] })
            else { return "" }
            let secret = try JSONEncoder().encode(key)
            return Self.hmac(["alg": "HS256", "kid": header["kid"] ?? ""], payload, secret)
        }
    }

    /// Our own signature under claims that it must not have: what a stolen or a foreign token looks like.
    private func claim(_ token: String, _ bench: TokenBench) async throws -> String {
        guard case .user(var claims) = try await bench.verify(token, .platform) else { return "" }
        let now = bench.accounts.clock.now
        switch self {
        case .otherIssuer: claims.issuer = "https://evil.example/auth/v1"
        case .serviceRole: claims.role = "service_role"
        case .otherAudience: claims.audience = "somebody else"
        case .expired: claims.expiresAt = now - 60
        default: claims.issuedAt = now + 3_600
        }
        return try await bench.keys.sign(claims)
    }

    static func header(of token: String) throws -> JSONValue {
        let part = String(token.prefix { $0 != "." })
        return try JSONDecoder().decode(JSONValue.self, from: try #require(Data(base64URL: part)))
    }

    private static func join(_ header: JSONValue, _ payload: String, _ signature: String) -> String {
        let encoded = (try? JSONEncoder().encode(header))?.base64URL ?? ""
        return "\(encoded).\(payload).\(signature)"
    }

    private static func hmac(_ header: JSONValue, _ payload: String, _ secret: Data) -> String {
        let signed = String(join(header, payload, "").dropLast())
        let code = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: SymmetricKey(data: secret))
        return signed + "." + Data(code).base64URL
    }
}

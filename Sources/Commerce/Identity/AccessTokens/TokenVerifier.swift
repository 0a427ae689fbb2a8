package import Foundation
import JWTKit

/// Who shows a token, once its signature, its times, its issuer and its realm are checked.
package enum TokenCaller: Hashable, Sendable {
    case user(AccessToken)
    /// An application's public key.
    case anonymousKey
    /// The operator's programs.
    case serviceKey
}

package struct TokenVerifier: Sendable {
    /// How far clocks may differ.
    private static let skew: TimeInterval = 30
    /// Access tokens are about a kilobyte; more is not worth a signature's time.
    private static let longest = 8_192

    private let keys: SigningKeys
    private let now: @Sendable () -> Date

    package init(keys: SigningKeys, now: @escaping @Sendable () -> Date = { Date() }) {
        self.keys = keys
        self.now = now
    }

    /// Whether the session is still there is asked by whom it matters to; see ``Accounts/session(of:)``.
    /// - Throws: ``TokenError``, or what the database throws.
    package func verify(_ token: String, at home: RealmHome) async throws -> TokenCaller {
        let header = try TokenHeader(token, longest: Self.longest)
        guard let entry = try await keys.entry(kid: header.kid, algorithm: header.alg), entry.algorithm == header.alg
        else { throw TokenError.signature }
        if let caller = try await serviceCaller(token, entry) { return caller }
        guard header.kid != SigningKeys.serviceKeyID else { throw TokenError.signature }
        let claims: AccessToken
        do {
            claims = try await entry.keys.verify(token)
        } catch {
            throw TokenError.signature
        }
        try check(claims, at: home)
        return .user(claims)
    }

    /// A symmetric token without a subject is a key of an application.
    private func serviceCaller(_ token: String, _ entry: SigningKeys.Entry) async throws -> TokenCaller? {
        guard entry.algorithm == "HS256" else { return nil }
        guard let claims: ServiceToken = try? await entry.keys.verify(token) else { return nil }
        guard claims.exp > Int(now().timeIntervalSince1970) else { throw TokenError.expired }
        return switch claims.role {
        case "service_role": .serviceKey
        case "anon": (try? await entry.keys.verify(token, as: AccessToken.self)) == nil ? .anonymousKey : nil
        default: nil
        }
    }

    private func check(_ claims: AccessToken, at home: RealmHome) throws(TokenError) {
        let date = now()
        guard claims.expiresAt > date - Self.skew else { throw .expired }
        guard claims.issuedAt <= date + Self.skew else { throw .notYet }
        guard claims.audience == AccessToken.audience else { throw .audience }
        guard home.issuers.contains(claims.issuer), Realm(claims.store) == home.realm else { throw .issuer }
        guard Self.roles.contains(claims.role) else { throw .role }
    }

    /// What ``AccessTokens`` writes; a token can never name the program's own personas.
    private static let roles: Set<String> = ["anon", "authenticated", "shopper", "store_owner", "store_staff"]
}

/// The part of a token that is read before anything is known of it.
private struct TokenHeader: Decodable {
    let alg: String
    let kid: String?
    /// Extensions that must be understood: we know none.
    let crit: [String]?

    init(_ token: String, longest: Int) throws(TokenError) {
        let parts = token.utf8.count <= longest ? token.split(separator: ".", omittingEmptySubsequences: false) : []
        guard parts.count == 3, !parts[2].isEmpty, let data = Data(base64URL: String(parts[0])),
            let header = try? JSONDecoder().decode(TokenHeader.self, from: data), header.crit == nil
        else { throw .malformed }
        self = header
    }
}

/// Why a token is not believed.
package enum TokenError: Error, Hashable {
    case malformed, signature, expired, notYet, audience, issuer, role
}

extension TokenError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed: "This is no token; sign in again."
        case .signature: "The token was not signed by this installation; sign in again."
        case .expired: "The token has expired; refresh it or sign in again."
        case .notYet: "The token is dated in the future; set the clock and sign in again."
        case .audience, .issuer, .role: "The token is for another place; sign in here."
        }
    }
}

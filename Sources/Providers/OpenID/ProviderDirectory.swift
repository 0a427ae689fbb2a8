import Commerce
import Foundation
import JWTKit

/// What providers publish about themselves: where they are asked, and their keys. Kept for an hour.
actor ProviderDirectory {
    private static let lifetime = Duration.seconds(3_600)
    /// How soon a token with an unknown key makes us look again.
    private static let pause = Duration.seconds(60)

    private struct Entry {
        let configuration: ProviderConfiguration
        var keys: [JWK]
        var readAt: ContinuousClock.Instant
    }

    private let http: OpenIDRequests
    private var known: [String: Entry] = [:]

    init(http: OpenIDRequests) {
        self.http = http
    }

    func configuration(of registration: ProviderRegistration) async throws -> ProviderConfiguration {
        try await entry(registration.issuer, maximumAge: Self.lifetime).configuration
    }

    /// The claims of an id token that one of the provider's keys has signed.
    func verify(_ token: String, for registration: ProviderRegistration) async throws -> IDTokenClaims {
        let header = try IDTokenHeader(token)
        var entry = try await entry(registration.issuer, maximumAge: Self.lifetime)
        if header.key(among: entry.keys) == nil {
            entry = try await self.entry(registration.issuer, maximumAge: Self.pause)
        }
        guard let key = header.key(among: entry.keys) else { throw OpenIDError.badToken }
        do {
            var key = key
            key.keyIdentifier = JWKIdentifier(string: header.kid ?? "only")
            return try await JWTKeyCollection().add(jwk: key).verify(token)
        } catch {
            throw OpenIDError.badToken
        }
    }

    private func entry(_ issuer: String, maximumAge: Duration) async throws -> Entry {
        if let entry = known[issuer], .now - entry.readAt < maximumAge { return entry }
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let configuration = try await http.get(
            base + "/.well-known/openid-configuration", as: ProviderConfiguration.self)
        guard configuration.isTrustworthy(for: base) else { throw OpenIDError.badToken }
        let keys = try await http.get(configuration.jwksURI, as: JWKS.self).keys
        let entry = Entry(configuration: configuration, keys: keys, readAt: .now)
        known[issuer] = entry
        return entry
    }
}

/// The members of a provider's configuration that we read.
struct ProviderConfiguration: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let jwksURI: String

    enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint", tokenEndpoint = "token_endpoint", jwksURI = "jwks_uri"
    }

    /// It speaks for the issuer that was asked, and where that is reached by https, so is everything else.
    func isTrustworthy(for base: String) -> Bool {
        let scheme = base.prefix { $0 != ":" } + "://"
        let endpoints = [authorizationEndpoint, tokenEndpoint, jwksURI]
        return issuer == base && endpoints.allSatisfy { $0.hasPrefix(scheme) }
    }
}

/// The part of an id token that is read before anything is known of it.
private struct IDTokenHeader: Decodable {
    let alg: String
    let kid: String?

    init(_ token: String) throws(OpenIDError) {
        let parts = token.utf8.count <= 16_384 ? token.split(separator: ".", omittingEmptySubsequences: false) : []
        guard parts.count == 3, let data = Data(base64URL: String(parts[0])),
            let header = try? JSONDecoder().decode(IDTokenHeader.self, from: data),
            ["RS256", "ES256"].contains(header.alg)
        else { throw .badToken }
        self = header
    }

    /// The key of that name and of the algorithm's kind; the only one where tokens name none.
    func key(among keys: [JWK]) -> JWK? {
        let kind: JWK.KeyType = alg == "RS256" ? .rsa : .ecdsa
        let fitting = keys.filter { $0.keyType == kind }
        guard let kid else { return fitting.count == 1 ? fitting[0] : nil }
        return fitting.first { $0.keyIdentifier?.string == kid }
    }
}

import Commerce

/// A provider whose codes are the names of the people whom it knows.
struct PretendOpenID: OpenIDConnect {
    static let address = "https://provider.test/authorize"

    var people: [String: ProviderIdentity] = [:]
    var isReachable = true

    init(_ people: [ProviderIdentity] = [], isReachable: Bool = true) {
        self.people = Dictionary(uniqueKeysWithValues: people.map { ($0.subject, $0) })
        self.isReachable = isReachable
    }

    func address(
        of provider: ProviderName, _ registration: ProviderRegistration, for step: ProviderAuthorization
    ) async throws -> String {
        guard isReachable else { throw OpenIDError.unreachable }
        return "\(Self.address)?state=\(step.state)"
    }

    func identity(
        from provider: ProviderName, _ registration: ProviderRegistration, code: String, for step: ProviderAuthorization
    ) async throws -> ProviderIdentity {
        guard let person = people[code] else { throw OpenIDError.badToken }
        return person
    }

    func identity(
        from provider: ProviderName, _ registration: ProviderRegistration, idToken: String, nonce: String?
    ) async throws -> ProviderIdentity {
        throw OpenIDError.badToken
    }
}

extension ProviderIdentity {
    static func google(_ subject: String, _ email: String, isVerified: Bool = true) -> ProviderIdentity {
        ProviderIdentity(
            provider: .google, subject: subject, email: EmailAddress(email), isVerified: isVerified,
            name: "Ann Elsewhere",
            picture: nil)
    }
}

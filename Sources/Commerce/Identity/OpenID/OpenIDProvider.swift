import Foundation

/// An identity provider that people sign in with.
package enum ProviderName: String, Hashable, Sendable, CaseIterable {
    case google, apple

    /// `iss` of its id tokens, and where its configuration is found.
    package var standardIssuer: String {
        switch self {
        case .google: "https://accounts.google.com"
        case .apple: "https://appleid.apple.com"
        }
    }
}

/// What an operator registered with a provider.
package struct ProviderRegistration: Sendable {
    package let issuer: String
    package let clientID: String
    package let clientSecret: Secret
    /// Further clients whose id tokens are taken, such as an application for telephones.
    package var otherClientIDs: [String] = []

    package init(issuer: String, clientID: String, clientSecret: Secret) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
    }

    package var audiences: [String] { [clientID] + otherClientIDs }
}

/// What a provider says of somebody: the claims of an id token that was checked.
package struct ProviderIdentity: Hashable, Sendable {
    package let provider: ProviderName
    package let subject: String
    /// Only one that the provider has verified is an address of the account.
    package let email: EmailAddress?
    package let isVerified: Bool
    package let name: String?
    package let picture: String?

    package init(
        provider: ProviderName, subject: String, email: EmailAddress?, isVerified: Bool, name: String?, picture: String?
    ) {
        self.provider = provider
        self.subject = subject
        self.email = email
        self.isVerified = isVerified
        self.name = name
        self.picture = picture
    }

    var data: JSONValue {
        var data: JSONValue = [
            "sub": .string(subject), "email_verified": .bool(isVerified), "phone_verified": .bool(false),
        ]
        data["email"] = email.map { .string($0.text) }
        data["name"] = name.map { .string($0) }
        data["full_name"] = name.map { .string($0) }
        data["avatar_url"] = picture.map { .string($0) }
        data["picture"] = picture.map { .string($0) }
        return data
    }
}

/// One step at a provider.
package struct ProviderAuthorization: Sendable {
    package let state: String
    package let nonce: String
    /// Of the code challenge (RFC 7636).
    package let verifier: String
    package let callback: String
    package let prompt: String?

    package init(state: String, nonce: String, verifier: String, callback: String, prompt: String? = nil) {
        self.state = state
        self.nonce = nonce
        self.verifier = verifier
        self.callback = callback
        self.prompt = prompt
    }
}

/// Speaks OpenID Connect with a provider. Called outside of any transaction.
package protocol OpenIDConnect: Sendable {
    /// Where a browser is sent to sign in.
    func address(
        of provider: ProviderName, _ registration: ProviderRegistration, for step: ProviderAuthorization
    ) async throws -> String

    /// Exchanges the code that came back, and checks the id token.
    func identity(
        from provider: ProviderName, _ registration: ProviderRegistration, code: String, for step: ProviderAuthorization
    ) async throws -> ProviderIdentity

    /// Checks an id token that an application got by itself.
    func identity(
        from provider: ProviderName, _ registration: ProviderRegistration, idToken: String, nonce: String?
    ) async throws -> ProviderIdentity
}

/// Why a provider's answer was not believed, or did not come.
package enum OpenIDError: Error, Hashable {
    case unreachable
    case notConfigured
    case badToken
    case badState
    /// The provider said no, or the person did.
    case refused(String)
}

extension OpenIDError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreachable: "The provider does not answer at the moment; try again, or sign in another way."
        case .notConfigured: "This provider is not set up here; sign in another way."
        case .badToken: "The provider's answer could not be verified; start again."
        case .badState: "This sign-in took too long or was begun elsewhere; start again."
        case .refused: "The provider did not let you in; start again or sign in another way."
        }
    }
}

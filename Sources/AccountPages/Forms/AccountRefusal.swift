package import Commerce
import Foundation
import HTTPTypes

/// Why a form of accounts was not accepted: what the use cases threw, and what the pages ask for themselves.
package enum AccountRefusal: Error, Hashable {
    case signIn(SignInError)
    case password(PasswordError)
    case account(AccountError)
    case openID(OpenIDError)
    case provider(ProviderSignInError)
    case ownsStores
    case limited(RateLimited)
    case emailMalformed
    case nameMissing
    case nameUnreadable

    init?(_ error: any Error) {
        switch error {
        case let refusal as AccountRefusal: self = refusal
        case let error as SignInError: self = .signIn(error)
        case let error as PasswordError: self = .password(error)
        case let error as AccountError: self = .account(error)
        case let error as OpenIDError: self = .openID(error)
        case let error as ProviderSignInError: self = .provider(error)
        case is FlowError: self = .openID(.badState)
        case DeleteAccountError.ownsStores: self = .ownsStores
        case let error as RateLimited: self = .limited(error)
        default: return nil
        }
    }

    /// What the way back from a provider says in the address: a code out of a list, and never a sentence.
    init?(flowCode code: String) {
        switch code {
        case "": return nil
        case "provider_email_needs_verification": self = .provider(.addressNotVerified)
        case "identity_already_exists": self = .provider(.identityTaken)
        case "user_banned": self = .provider(.banned)
        case "bad_oauth_callback": self = .openID(.refused(""))
        case "provider_disabled": self = .openID(.notConfigured)
        case "unexpected_failure": self = .openID(.unreachable)
        default: self = .openID(.badState)
        }
    }

    var status: HTTPResponse.Status {
        if case .limited = self { .tooManyRequests } else { .unprocessableContent }
    }

    var headers: HTTPFields {
        if case .limited(let limited) = self { [.retryAfter: String(limited.seconds)] } else { [:] }
    }

    /// The field that it is about; nil where it is about all of them.
    var field: String? {
        switch self {
        case .password: "password"
        case .emailMalformed, .account(.addressUnchanged): "email"
        case .nameMissing, .nameUnreadable: "name"
        case .account(.wrongPassword): "current_password"
        case .account(.samePassword): "password"
        case .account(.wrongCode): "code"
        case .account(.wrongRecoveryCode): "recovery_code"
        default: nil
        }
    }
}

/// What was typed, checked.
enum AccountInput {
    static func email(_ text: String) throws(AccountRefusal) -> EmailAddress {
        guard let address = EmailAddress(text) else { throw .emailMalformed }
        return address
    }

    static func password(_ text: String) throws(AccountRefusal) -> Password {
        do { return try Password(text) } catch { throw .password(error) }
    }

    /// How somebody is called: one line.
    static func name(_ text: String) throws(AccountRefusal) -> String {
        guard !text.isEmpty else { throw .nameMissing }
        let isLine = text.unicodeScalars.allSatisfy { !CharacterSet.controlCharacters.contains($0) }
        guard isLine, text.count <= RenameAccount.longestName else { throw .nameUnreadable }
        return text
    }
}

package import Foundation

/// Where the link of a letter leads.
package enum LetterLink: Hashable, Sendable {
    /// To a page of ours, which asks before it does something: programs that look into letters open links too.
    case page
    /// To `/auth/v1/verify`, and from there to an application, for whose PKCE flow it may be.
    case api(redirect: String?, flow: UUID? = nil)

    var flow: UUID? {
        guard case .api(_, let flow) = self else { return nil }
        return flow
    }
}

/// What a link is for: its parameter `type`, as Supabase Auth names them.
package enum VerificationType: String, Hashable, Sendable, CaseIterable {
    case signUp = "signup"
    case invite, magiclink, recovery, email
    case emailChange = "email_change"

    package var kinds: [OneTimeToken.Kind] {
        switch self {
        case .signUp, .invite: [.confirmation]
        case .magiclink, .recovery: [.recovery]
        case .email: [.confirmation, .recovery]
        case .emailChange: [.emailChangeNew, .emailChangeCurrent]
        }
    }

    var method: AuthenticationMethod {
        switch self {
        case .signUp: .signUp
        case .invite: .invite
        case .magiclink: .magiclink
        case .recovery: .recovery
        case .email: .otp
        case .emailChange: .emailChange
        }
    }
}

extension LetterLink {
    /// The link of a letter, below the realm's own address.
    func address(_ type: VerificationType, _ secret: OneTimeSecret, at home: RealmHome, _ settings: AccountSettings)
        -> String
    {
        let token = "token=\(secret.link)&type=\(type.rawValue)"
        switch self {
        case .page:
            let rooms = home.realm == .platform ? "/dashboard/account" : "/account"
            let page = type == .recovery || type == .invite ? "new-password" : "confirm"
            return "\(home.base)\(rooms)/\(page)?\(token)"
        case .api(let redirect, _):
            let target = Self.encode(home.redirect(redirect, settings))
            return "\(home.base)/auth/v1/verify?\(token)&redirect_to=\(target)"
        }
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

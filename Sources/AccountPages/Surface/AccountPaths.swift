import Commerce

/// Where a surface has the pages of accounts.
package struct AccountPaths: Hashable, Sendable {
    /// Before `/sign-in`, `/sign-up` and their like.
    package let doors: String
    /// Before `/confirm` and `/new-password`, to which letters lead.
    package let letters: String
    /// Somebody's own page, and before what is below it.
    package let rooms: String
    /// Where somebody goes who has just signed in and had no other page in mind.
    package let home: String
    /// What every page of the surface is below; empty where it has a host of its own.
    package let scope: String

    package init(doors: String, letters: String, rooms: String, home: String, scope: String) {
        self.doors = doors
        self.letters = letters
        self.rooms = rooms
        self.home = home
        self.scope = scope
    }

    package var signIn: String { doors + "/sign-in" }
    package var signUp: String { doors + "/sign-up" }
    var session: String { doors + "/session" }
    var code: String { doors + "/sign-in/code" }
    var recovery: String { doors + "/sign-in/recovery-code" }
    /// Where the way back from a provider ends.
    var arrival: String { doors + "/providers/arrival" }
    func provider(_ name: ProviderName) -> String { "\(doors)/providers/\(name.rawValue)" }
    var connections: String { rooms + "/connections" }
    var confirm: String { letters + "/confirm" }
    var newPassword: String { letters + "/new-password" }
    func letter(_ kind: LetterKind) -> String { doors + "/" + kind.rawValue }
}

/// A letter that somebody asks for at the door: the last step of the page's address.
package enum LetterKind: String, Sendable, CaseIterable {
    case newPassword = "forgotten-password"
    case signIn = "sign-in-link"
    case confirmation = "confirmation-letter"
}

extension AccountPaths {
    /// A path that a form brought back, if it is one of this surface: an address elsewhere would make our door lead there,
    /// and under one host the neighbour's shop is elsewhere too.
    package func ownPath(_ path: String) -> String? {
        let isPlain = path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
        let steps = path.prefix { $0 != "?" && $0 != "#" }.lowercased().replacing("%2e", with: ".").split(
            separator: "/")
        guard isPlain, path.hasPrefix(scope + "/"), !path.hasPrefix("//"), !steps.contains(".."), !steps.contains(".")
        else { return nil }
        return path
    }
}

/// A password that somebody wants to have from now on.
package struct Password: Sendable {
    /// bcrypt reads no more; a longer one would be silently cut.
    package static let longest = 72
    package static let shortest = 8

    let secret: Secret

    package init(_ text: String) throws(PasswordError) {
        guard text.count >= Self.shortest else { throw .tooShort }
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        guard !text.utf8.contains(0) else { throw .unreadable }
        guard !CommonPasswords.contains(text) else { throw .common }
        secret = Secret(text)
    }
}

/// Why a password is not accepted.
package enum PasswordError: Error, Hashable {
    case tooShort
    case tooLong
    /// It holds a NUL, at which the hash function would stop reading.
    case unreadable
    /// It is among those that are tried first.
    case common
}

extension PasswordError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooShort: "Choose a password of at least \(Password.shortest) characters."
        case .tooLong: "Choose a password of at most \(Password.longest) bytes."
        case .unreadable: "Choose a password without control characters."
        case .common: "Many people use this password, so it is guessed first; choose another one."
        }
    }
}

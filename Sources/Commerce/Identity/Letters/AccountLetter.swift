/// What accounts write to people, in the realm's name and language.
enum AccountLetter {
    case confirmation
    /// Somebody signed up with an address that has an account.
    case existingAccount
    case recovery
    case magicLink
    case emailChangeNew
    /// To the old address.
    case emailChangeCurrent(new: String)
    case invitation
    /// To somebody whom the operator has made an owner.
    case ownerInvitation
    case reauthentication
    case passwordChanged
    case addressChanged(new: String)
    case recoveryCodeUsed(left: Int)

    /// - Parameters:
    ///   - link: where the button leads.
    ///   - code: the digits that do the same.
    func write(to recipient: EmailAddress, from home: RealmHome, link: String?, code: String?) -> Letter {
        let words = AccountLetterWording(language: home.language, sender: Self.plain(home.name))
        return Letter(
            to: recipient,
            from: Self.plain(home.name),
            subject: words.subject(self),
            language: words.tag,
            paragraphs: [words.text(self)] + (code.map { [words.code($0)] } ?? []),
            action: link.map { Letter.Action(title: words.button(self), address: $0) },
            footnote: words.footnote(self)
        )
    }

    /// A name of one line: it stands in a header.
    private static func plain(_ name: String) -> String {
        let scalars = name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }
        return String(String.UnicodeScalarView(scalars))
    }
}

/// The sentences of ``AccountLetter``, in English and German.
struct AccountLetterWording {
    private let isGerman: Bool
    private let sender: String

    init(language: String, sender: String) {
        isGerman = language.lowercased().prefix { $0 != "-" } == "de"
        self.sender = sender
    }

    var tag: String { isGerman ? "de" : "en" }

    func subject(_ letter: AccountLetter) -> String {
        switch letter {
        case .confirmation: say("Confirm your e-mail address", "Bestätigen Sie Ihre E-Mail-Adresse")
        case .existingAccount: say("You have an account already", "Sie haben bereits ein Konto")
        case .recovery: say("Choose a new password", "Wählen Sie ein neues Passwort")
        case .magicLink: say("Your link to sign in", "Ihr Link zur Anmeldung")
        case .emailChangeNew: say("Confirm your new e-mail address", "Bestätigen Sie Ihre neue E-Mail-Adresse")
        case .emailChangeCurrent: say("Your e-mail address is to change", "Ihre E-Mail-Adresse soll geändert werden")
        case .invitation: say("You are invited", "Sie sind eingeladen")
        case .ownerInvitation: say("Your shop is waiting for you", "Ihr Shop wartet auf Sie")
        case .reauthentication: say("Your code", "Ihr Code")
        case .passwordChanged: say("Your password was changed", "Ihr Passwort wurde geändert")
        case .addressChanged: say("Your e-mail address was changed", "Ihre E-Mail-Adresse wurde geändert")
        case .recoveryCodeUsed: say("A recovery code was used", "Ein Notfallcode wurde benutzt")
        }
    }

    func text(_ letter: AccountLetter) -> String {
        switch letter {
        case .confirmation:
            say(
                "One step is left: confirm that this address is yours, and your account at \(sender) is ready.",
                "Ein Schritt fehlt noch: Bestätigen Sie diese Adresse, und Ihr Konto bei \(sender) ist bereit.")
        case .existingAccount:
            say(
                "Somebody, most likely you, wanted to open an account at \(sender) with this address. You have one: sign "
                    + "in, or choose a new password there.",
                "Jemand, wohl Sie selbst, wollte mit dieser Adresse ein Konto bei \(sender) eröffnen. Sie haben schon "
                    + "eines: Melden Sie sich an oder wählen Sie dort ein neues Passwort.")
        case .recovery:
            say(
                "Use this link within an hour to choose a new password for your account at \(sender).",
                "Mit diesem Link wählen Sie innerhalb einer Stunde ein neues Passwort für Ihr Konto bei \(sender).")
        case .magicLink:
            say(
                "Use this link within an hour to sign in to \(sender). It works once.",
                "Mit diesem Link melden Sie sich innerhalb einer Stunde bei \(sender) an. Er gilt einmal.")
        default: rarerText(letter)
        }
    }

    private func rarerText(_ letter: AccountLetter) -> String {
        switch letter {
        case .emailChangeNew:
            say(
                "Confirm within an hour that this is to be the address of your account at \(sender).",
                "Bestätigen Sie innerhalb einer Stunde, dass Ihr Konto bei \(sender) diese Adresse haben soll.")
        case .emailChangeCurrent(let new):
            say(
                "The address of your account at \(sender) is to become \(new). Confirm that within an hour.",
                "Die Adresse Ihres Kontos bei \(sender) soll künftig \(new) sein. Bestätigen Sie das innerhalb einer "
                    + "Stunde.")
        case .invitation:
            say(
                "You are invited to an account at \(sender). Accept, and choose a password.",
                "Sie sind zu einem Konto bei \(sender) eingeladen. Nehmen Sie an und wählen Sie ein Passwort.")
        case .ownerInvitation:
            say(
                "An account at \(sender) was opened for you. Choose a password within seven days, and you are in.",
                "Bei \(sender) wurde ein Konto für Sie eröffnet. Wählen Sie innerhalb von sieben Tagen ein Passwort.")
        case .reauthentication:
            say(
                "Enter this code at \(sender) to go on. It is good for an hour.",
                "Geben Sie diesen Code bei \(sender) ein. Er gilt eine Stunde.")
        case .passwordChanged:
            say(
                "The password of your account at \(sender) was changed, and every other device was signed out.",
                "Das Passwort Ihres Kontos bei \(sender) wurde geändert; alle anderen Geräte wurden abgemeldet.")
        case .addressChanged(let new):
            say(
                "The address of your account at \(sender) is now \(new).",
                "Die Adresse Ihres Kontos bei \(sender) ist jetzt \(new).")
        case .recoveryCodeUsed(let left):
            say(
                "Somebody, most likely you, has just signed in to your account at \(sender) with a recovery code. "
                    + "Codes that are left: \(left). If your authenticator is lost, replace it in your account.",
                "Jemand, wohl Sie selbst, hat sich gerade mit einem Notfallcode bei \(sender) angemeldet. Übrige "
                    + "Codes: \(left). Ist Ihr Authenticator verloren, ersetzen Sie ihn in Ihrem Konto.")
        default: ""
        }
    }

    func button(_ letter: AccountLetter) -> String {
        switch letter {
        case .confirmation, .emailChangeNew, .emailChangeCurrent: say("Confirm", "Bestätigen")
        case .existingAccount, .magicLink: say("Sign in", "Anmelden")
        case .recovery: say("Choose a new password", "Neues Passwort wählen")
        case .invitation: say("Accept the invitation", "Einladung annehmen")
        case .ownerInvitation: say("Choose a password", "Passwort wählen")
        case .reauthentication, .passwordChanged, .addressChanged, .recoveryCodeUsed:
            say("Open \(sender)", "\(sender) öffnen")
        }
    }

    func code(_ code: String) -> String {
        say("Where you are asked for a code, it is \(code).", "Falls nach einem Code gefragt wird: \(code).")
    }

    func footnote(_ letter: AccountLetter) -> String {
        switch letter {
        case .passwordChanged, .addressChanged, .recoveryCodeUsed:
            say(
                "If that was not you, answer this letter at once.",
                "Falls Sie das nicht waren, antworten Sie bitte sofort auf diese Nachricht.")
        default:
            say(
                "If you did not ask for this, ignore this letter: nothing happens.",
                "Falls Sie das nicht angefordert haben, ignorieren Sie diese Nachricht: Es geschieht nichts.")
        }
    }

    private func say(_ english: String, _ german: String) -> String {
        isGerman ? german : english
    }
}

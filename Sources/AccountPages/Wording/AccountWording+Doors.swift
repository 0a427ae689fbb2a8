import Commerce
import HTTPSupport

extension AccountWording {
    var noAccountYet: String { say("No account yet? Create one", de: "Noch kein Konto? Jetzt anlegen") }
    var haveAccount: String { say("You have an account? Sign in", de: "Sie haben ein Konto? Anmelden") }
    var backToSignIn: String { say("Back to sign-in", de: "Zurück zur Anmeldung") }
    var otherAccount: String { say("Sign in with another account", de: "Mit einem anderen Konto anmelden") }
    var accountDeleted: String { say("Your account is deleted.", de: "Ihr Konto ist gelöscht.") }
    var sendLetter: String { say("Send the letter", de: "Nachricht senden") }
    var letterSent: String { say("Look into your mailbox", de: "Sehen Sie in Ihr Postfach") }
    var linkSpent: String { say("This link has had its day", de: "Dieser Link gilt nicht mehr") }
    var newPasswordTitle: String { say("Choose a new password", de: "Neues Passwort wählen") }
    var newPasswordLead: String {
        say("Every other device is signed out with it.", de: "Alle anderen Geräte werden damit abgemeldet.")
    }
    var saveAndSignIn: String { say("Save and sign in", de: "Speichern und anmelden") }
    var codeTitle: String { say("One more step", de: "Noch ein Schritt") }
    var codeLead: String {
        say(
            "Open your authenticator app and enter the code that it shows.",
            de: "Geben Sie den Code aus Ihrer Authenticator-App ein.")
    }
    var oneOfTwo: String { say("One letter is left", de: "Eine Nachricht fehlt noch") }
    var oneOfTwoLead: String {
        say(
            "We have sent a letter to the old address and to the new one. Open the link in the other letter too, and the change is made.",
            de:
                "Wir haben an die alte und an die neue Adresse geschrieben. Öffnen Sie auch den Link in der anderen Nachricht."
        )
    }
    var toYourAccount: String { say("To your account", de: "Zu Ihrem Konto") }

    func signUpLead(_ realm: Realm) -> String? {
        realm == .platform
            ? say("Fourteen days to try everything. No card needed.", de: "Vierzehn Tage kostenlos, ohne Karte.")
            : say(
                "See your orders, and order faster next time.", de: "Für Ihre Bestellungen und eine schnellere Kasse.")
    }

    func letterSent(to address: String) -> String {
        say(
            "We have sent you a letter to \(address). Open the link in it, and your account is ready.",
            de: "Wir haben Ihnen an \(address) geschrieben. Öffnen Sie den Link darin, und Ihr Konto ist bereit.")
    }

    func letterSentIfKnown(_ address: String) -> String {
        say(
            "If \(address) has an account here, a letter is on its way. It may take a minute; look among the unwanted ones too.",
            de: "Wenn \(address) hier ein Konto hat, ist eine Nachricht unterwegs. Sehen Sie auch im Spam-Ordner nach.")
    }

    func title(_ kind: LetterKind) -> String {
        switch kind {
        case .newPassword: say("Forgotten your password?", de: "Passwort vergessen?")
        case .signIn: say("Sign in without a password", de: "Ohne Passwort anmelden")
        case .confirmation: say("Send the first letter again", de: "Bestätigung noch einmal senden")
        }
    }

    func lead(_ kind: LetterKind) -> String {
        switch kind {
        case .newPassword:
            say("We send you a link to choose a new one.", de: "Wir senden Ihnen einen Link für ein neues.")
        case .signIn:
            say(
                "We send you a link that signs you in, once.",
                de: "Wir senden Ihnen einen Link, der Sie einmal anmeldet.")
        case .confirmation:
            say(
                "We send the link that confirms your address once more.",
                de: "Wir senden den Bestätigungslink noch einmal.")
        }
    }

    func link(to kind: LetterKind, _ paths: AccountPaths) -> AccountLink {
        AccountLink(title: title(kind), path: paths.letter(kind))
    }

    func title(_ type: VerificationType) -> String {
        switch type {
        case .magiclink: signIn
        case .emailChange: say("Confirm the change of address", de: "Adressänderung bestätigen")
        default: say("Confirm your e-mail address", de: "E-Mail-Adresse bestätigen")
        }
    }

    func lead(_ type: VerificationType) -> String {
        switch type {
        case .magiclink: say("One press, and you are in.", de: "Ein Klick, und Sie sind angemeldet.")
        case .emailChange: say("Press the button to agree to it.", de: "Stimmen Sie mit der Schaltfläche zu.")
        default: say("One press, and your account is ready.", de: "Ein Klick, und Ihr Konto ist bereit.")
        }
    }

    func button(_ type: VerificationType) -> String {
        type == .magiclink ? signIn : say("Confirm", de: "Bestätigen")
    }
}

package import HTTPSupport

/// What the pages of accounts say, in the language of the surface. One extension per area.
package struct AccountWording: Wording {
    package let language: Language

    package init(_ language: Language) {
        self.language = language
    }
}

extension AccountWording {
    package var signIn: String { say("Sign in", de: "Anmelden") }
    package var signOut: String { say("Sign out", de: "Abmelden") }
    package var yourAccount: String { say("Your account", de: "Ihr Konto") }
    var signUp: String { say("Create account", de: "Konto anlegen") }
    var name: String { say("Name", de: "Name") }
    var email: String { say("E-mail address", de: "E-Mail-Adresse") }
    var password: String { say("Password", de: "Passwort") }
    var newPassword: String { say("New password", de: "Neues Passwort") }
    var code: String { say("Six-digit code", de: "Sechsstelliger Code") }
    var save: String { say("Save", de: "Speichern") }
    var remove: String { say("Remove", de: "Entfernen") }
    var passwordHint: String {
        say(
            "At least 8 characters. A sentence is easy to keep in mind.",
            de: "Mindestens 8 Zeichen; gern ein ganzer Satz.")
    }
}

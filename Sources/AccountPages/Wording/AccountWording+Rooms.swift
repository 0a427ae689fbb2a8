import Commerce
import Foundation
import HTTPSupport

extension AccountWording {
    var newEmail: String { say("New e-mail address", de: "Neue E-Mail-Adresse") }
    var changeEmail: String { say("Change address", de: "Adresse ändern") }
    var currentPassword: String { say("Current password", de: "Aktuelles Passwort") }
    var changePassword: String { say("Change password", de: "Passwort ändern") }
    var passwordLead: String {
        say("A new one signs out every other device.", de: "Ein neues meldet alle anderen Geräte ab.")
    }
    var authenticators: String { say("Two-step sign-in", de: "Anmeldung in zwei Schritten") }
    var authenticatorsLead: String {
        say(
            "With an authenticator app, a stolen password alone opens nothing: signing in asks for a code of your phone too.",
            de:
                "Mit einer Authenticator-App genügt ein gestohlenes Passwort nicht: Die Anmeldung fragt auch nach einem Code."
        )
    }
    var authenticator: String { say("Authenticator app", de: "Authenticator-App") }
    var authenticatorName: String { say("Name of the app or phone", de: "Name der App oder des Telefons") }
    var myPhone: String { say("My phone", de: "Mein Telefon") }
    var addAuthenticator: String { say("Add an authenticator", de: "Authenticator hinzufügen") }
    var scan: String { say("Scan this with your app", de: "Mit der App scannen") }
    var scanLead: String {
        say(
            "Point the camera of your authenticator app at the picture, or type the letters beside it into the app.",
            de: "Richten Sie die Kamera Ihrer Authenticator-App auf das Bild, oder tippen Sie die Zeichen daneben ein."
        )
    }
    var codeHint: String {
        say("The app shows a new one every half minute.", de: "Die App zeigt alle halbe Minute einen neuen.")
    }
    var turnOn: String { say("Turn on", de: "Einschalten") }
    var sessions: String { say("Where you are signed in", de: "Wo Sie angemeldet sind") }
    var sessionsLead: String {
        say(
            "End what you do not recognise, and change your password.",
            de: "Beenden Sie, was Sie nicht kennen, und ändern Sie Ihr Passwort.")
    }
    var thisDevice: String { say("This device", de: "Dieses Gerät") }
    var unknownDevice: String { say("Unknown device", de: "Unbekanntes Gerät") }
    var signOutOthers: String { say("Sign out everywhere else", de: "Überall sonst abmelden") }
    var deleteAccount: String { say("Delete account", de: "Konto löschen") }

    func program(_ program: String, on system: String) -> String {
        say("\(program) on \(system)", de: "\(program) unter \(system)")
    }

    func emailIs(_ address: String) -> String { say("Your address is \(address).", de: "Ihre Adresse ist \(address).") }

    func emailChanging(_ old: String, _ new: String) -> String {
        say(
            "Your address is \(old). It becomes \(new) once the links in both letters were opened.",
            de: "Ihre Adresse ist \(old). Sie wird \(new), sobald die Links in beiden Nachrichten geöffnet wurden.")
    }

    func deletionLead(_ realm: Realm) -> String {
        realm == .platform
            ? say(
                "This cannot be undone. Stores that you own have to be deleted or given away first.",
                de: "Das lässt sich nicht rückgängig machen. Eigene Shops müssen vorher gelöscht oder übergeben werden."
            )
            : say(
                "This cannot be undone. Your orders stay in the shop's books, without your name, as the law asks.",
                de:
                    "Das lässt sich nicht rückgängig machen. Bestellungen bleiben, wie das Gesetz es verlangt, ohne Ihren Namen in den Büchern."
            )
    }

    func since(_ date: Date) -> String { say("Since \(day(date))", de: "Seit \(day(date))") }

    func lastUsed(_ date: Date, from address: String?) -> String {
        let place = address.map { " · \($0)" } ?? ""
        return say("Last used \(day(date))\(place)", de: "Zuletzt benutzt \(day(date))\(place)")
    }

    /// What was done, for the page that a form leads to; nil for words that somebody put into the address.
    func done(_ what: String) -> String? {
        switch what {
        case "name": say("Your name is saved.", de: "Ihr Name ist gespeichert.")
        case "email":
            say(
                "We have sent a letter to the old and to the new address. Open the links in both.",
                de: "Wir haben an die alte und an die neue Adresse geschrieben. Öffnen Sie beide Links.")
        case "password":
            say(
                "Your password is changed, and every other device is signed out.",
                de: "Ihr Passwort ist geändert; alle anderen Geräte sind abgemeldet.")
        case "factors": say("Two-step sign-in is on.", de: "Die Anmeldung in zwei Schritten ist eingeschaltet.")
        case "removed": say("The authenticator is removed.", de: "Der Authenticator ist entfernt.")
        case "connected": say("Connected.", de: "Verbunden.")
        case "disconnected": say("Disconnected.", de: "Getrennt.")
        case "recovered":
            say(
                "You are in with a recovery code. If your authenticator is lost, remove it below and add the new one.",
                de:
                    "Sie sind mit einem Notfallcode angemeldet. Ist Ihr Authenticator verloren, entfernen Sie ihn unten und fügen Sie den neuen hinzu."
            )
        case "sessions": say("Signed out there.", de: "Dort abgemeldet.")
        default: nil
        }
    }

    private func day(_ date: Date) -> String {
        let locale = Locale(identifier: language == .german ? "de" : "en-GB")
        return date.formatted(Date.FormatStyle(date: .long, time: .omitted, locale: locale, timeZone: .gmt))
    }
}

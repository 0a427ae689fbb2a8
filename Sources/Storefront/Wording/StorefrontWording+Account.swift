import HTTPSupport

extension StorefrontWording {
    var account: String { say("Account", de: "Konto") }
    var signIn: String { say("Sign in", de: "Anmelden") }
    var signInAndSecurity: String { say("Sign-in and security", de: "Anmeldung und Sicherheit") }
    var securityLead: String {
        say(
            "E-mail address, password, two-step sign-in, devices, deletion.",
            de: "E-Mail-Adresse, Passwort, Anmeldung in zwei Schritten, Geräte, Löschung.")
    }
    var change: String { say("Open", de: "Öffnen") }
    var yourOrders: String { say("Your orders", de: "Ihre Bestellungen") }
    var olderOrders: String { say("Older orders", de: "Ältere Bestellungen") }
    var noOrdersYet: String {
        say(
            "Nothing ordered yet. What you order is listed here.",
            de: "Noch nichts bestellt. Ihre Bestellungen stehen dann hier.")
    }
    var yourDetails: String { say("Your details", de: "Ihre Angaben") }
    var saveDetails: String { say("Save details", de: "Angaben speichern") }
    var detailsSaved: String { say("Your details are saved.", de: "Ihre Angaben sind gespeichert.") }
    var marketing: String { say("Send me news and offers by e-mail", de: "Neuigkeiten und Angebote per E-Mail") }

    func hello(_ name: String) -> String {
        name.isEmpty ? say("Hello", de: "Guten Tag") : say("Hello, \(name)", de: "Guten Tag, \(name)")
    }

    /// When and where somebody said yes or no to letters about offers.
    func consent(_ isGiven: Bool, on day: String, at source: String?) -> String {
        let place =
            switch source {
            case "checkout": say(" at the checkout", de: " an der Kasse")
            case "account": say(" on this page", de: " auf dieser Seite")
            default: ""
            }
        return isGiven
            ? say("You agreed on \(day)\(place).", de: "Zugestimmt am \(day)\(place).")
            : say("You declined on \(day)\(place).", de: "Abgelehnt am \(day)\(place).")
    }
}

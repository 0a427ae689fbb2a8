import Commerce
import Foundation
import HTTPSupport

extension AccountWording {
    var orElse: String { say("or", de: "oder") }
    var connections: String { say("Connected accounts", de: "Verbundene Konten") }
    var connectionsLead: String {
        say(
            "Sign in with an account that you have elsewhere, instead of a password.",
            de: "Melden Sie sich mit einem Konto an, das Sie anderswo haben, statt mit einem Passwort."
        )
    }
    var disconnect: String { say("Disconnect", de: "Trennen") }
    var noPassword: String {
        say(
            "You have no password yet. We send you a link to choose one.",
            de: "Sie haben noch kein Passwort. Wir senden Ihnen einen Link, um eines zu wählen."
        )
    }
    var choosePassword: String { say("Choose a password", de: "Passwort wählen") }

    func continueWith(_ provider: ProviderName) -> String {
        say("Continue with \(provider.title)", de: "Weiter mit \(provider.title)")
    }
    func connect(_ provider: ProviderName) -> String {
        say("Connect \(provider.title)", de: "\(provider.title) verbinden")
    }
    func leadingOn(_ provider: ProviderName) -> String {
        say("On to \(provider.title)", de: "Weiter zu \(provider.title)")
    }
    func leadingOnLead(_ provider: ProviderName) -> String {
        say(
            "You are led to \(provider.title) now. If nothing happens, use the link.",
            de: "Sie werden jetzt zu \(provider.title) geleitet. Geschieht nichts, nutzen Sie den Link."
        )
    }
}

extension ProviderName {
    /// As the provider writes itself.
    var title: String {
        switch self {
        case .google: "Google"
        case .apple: "Apple"
        }
    }
}

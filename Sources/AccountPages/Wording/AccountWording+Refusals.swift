import Commerce
import HTTPSupport

extension AccountWording {
    /// What somebody reads, and does next. The English sentences are the use cases' own.
    package func sentence(_ refusal: AccountRefusal) -> String {
        switch refusal {
        case .signIn(let error): say(error.description, de: german(error))
        case .password(let error): say(error.description, de: german(error))
        case .account(let error): say(error.description, de: german(error))
        case .openID(let error): say(error.description, de: german(error))
        case .provider(let error): say(error.description, de: german(error))
        case .ownsStores: DeleteAccountError.ownsStores.description
        case .limited(let error):
            say(
                error.description,
                de: "Das wurde zu oft versucht. Warten Sie \(error.seconds) Sekunden und versuchen Sie es noch einmal.")
        case .emailMalformed:
            say(
                "Enter an e-mail address such as name@example.com.",
                de: "Geben Sie eine E-Mail-Adresse wie name@example.com ein.")
        case .nameMissing: say("Enter your name.", de: "Geben Sie Ihren Namen ein.")
        case .nameUnreadable:
            say(
                "Enter a name of at most 100 characters, on one line.",
                de: "Geben Sie einen Namen mit höchstens 100 Zeichen ein.")
        }
    }

    private func german(_ error: SignInError) -> String {
        switch error {
        case .wrongCredentials:
            "E-Mail-Adresse und Passwort passen nicht zusammen. Prüfen Sie beide, oder setzen Sie das Passwort zurück."
        case .addressNotConfirmed:
            "Öffnen Sie zuerst den Link in unserer Nachricht, oder lassen Sie ihn noch einmal senden."
        }
    }

    private func german(_ error: OpenIDError) -> String {
        switch error {
        case .unreachable: "Der Anbieter antwortet gerade nicht; versuchen Sie es noch einmal oder anders."
        case .notConfigured: "Dieser Anbieter ist hier nicht eingerichtet; melden Sie sich anders an."
        case .badToken: "Die Antwort des Anbieters ließ sich nicht prüfen; beginnen Sie von vorn."
        case .badState: "Diese Anmeldung hat zu lange gedauert oder wurde anderswo begonnen; beginnen Sie von vorn."
        case .refused: "Der Anbieter hat Sie nicht eingelassen; beginnen Sie von vorn oder melden Sie sich anders an."
        }
    }

    private func german(_ error: ProviderSignInError) -> String {
        switch error {
        case .addressNotVerified: "Der Anbieter hat Ihre E-Mail-Adresse nicht geprüft; holen Sie das dort nach."
        case .identityTaken: "Diese Anmeldung gehört schon zu einem anderen Konto; nehmen Sie eine andere."
        case .banned: "Dieses Konto darf sich zurzeit nicht anmelden; bitten Sie um Hilfe."
        }
    }

    private func german(_ error: PasswordError) -> String {
        switch error {
        case .tooShort: "Wählen Sie ein Passwort mit mindestens \(Password.shortest) Zeichen."
        case .tooLong: "Wählen Sie ein Passwort mit höchstens \(Password.longest) Bytes."
        case .unreadable: "Wählen Sie ein Passwort ohne Steuerzeichen."
        case .common: "Dieses Passwort benutzen viele, deshalb wird es zuerst geraten. Wählen Sie ein anderes."
        }
    }

    private func german(_ error: AccountError) -> String {
        switch error {
        case .linkSpent: "Dieser Link oder Code gilt nicht mehr; fordern Sie einen neuen an."
        case .notFound: "Dieses Konto gibt es nicht mehr; legen Sie ein neues an."
        case .addressTaken: "Diese Adresse gehört schon zu einem anderen Konto; wählen Sie eine andere."
        case .addressUnchanged: "Das ist schon Ihre Adresse; geben Sie die neue ein."
        case .samePassword: "Das ist schon Ihr Passwort; wählen Sie ein anderes."
        case .wrongPassword: "Das ist nicht Ihr aktuelles Passwort; prüfen Sie es und versuchen Sie es noch einmal."
        case .secondFactorNeeded: "Geben Sie zuerst einen Code aus Ihrer Authenticator-App ein."
        case .reauthenticationNeeded: "Geben Sie zuerst den Code ein, den wir an Ihre E-Mail-Adresse senden."
        case .wrongCode: "Dieser Code ist falsch oder schon benutzt; warten Sie auf den nächsten und geben Sie den ein."
        case .wrongRecoveryCode:
            "Dieser Notfallcode ist falsch oder schon benutzt; geben Sie einen anderen von Ihrer Liste ein."
        case .challengeExpired: "Das hat zu lange gedauert; beginnen Sie mit einem neuen Code von vorn."
        case .factorNameTaken: "Sie haben schon einen Authenticator mit diesem Namen; wählen Sie einen anderen."
        case .tooManyFactors: "Sie haben schon zehn Authenticator-Apps; entfernen Sie zuerst eine."
        case .lastIdentity: "Das ist Ihr einziger Weg, sich anzumelden; fügen Sie zuerst einen anderen hinzu."
        }
    }
}

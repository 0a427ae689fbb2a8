import HTTPSupport

extension AccountWording {
    var recoveryTitle: String { say("Use a recovery code", de: "Notfallcode benutzen") }
    var recoveryLead: String {
        say(
            "Enter one of the codes that you kept when you turned two-step sign-in on. Each works once.",
            de: "Geben Sie einen der Codes ein, die Sie beim Einschalten aufbewahrt haben. Jeder gilt einmal."
        )
    }
    var recoveryCode: String { say("Recovery code", de: "Notfallcode") }
    var recoveryCodes: String { say("Recovery codes", de: "Notfallcodes") }
    var useAuthenticator: String { say("Use the authenticator app", de: "Authenticator-App benutzen") }
    var lostAuthenticator: String {
        say("Lost your phone? Use a recovery code", de: "Telefon verloren? Notfallcode benutzen")
    }
    var newCodes: String {
        say(
            "Two-step sign-in is on, and these are your codes.",
            de: "Hier sind Ihre Codes; die Anmeldung in zwei Schritten ist an.")
    }
    var keepCodes: String { say("Keep these ten codes", de: "Bewahren Sie diese zehn Codes auf") }
    var keepCodesLead: String {
        say(
            "Without your phone, each of them lets you in once. They are shown now and never again: print them, or save them where your phone is not.",
            de:
                "Ohne Ihr Telefon lässt jeder Sie einmal ein. Sie werden nur jetzt gezeigt: Drucken Sie sie aus, oder speichern Sie sie nicht auf dem Telefon."
        )
    }
    var copy: String { say("Copy", de: "Kopieren") }
    var copied: String { say("Copied", de: "Kopiert") }
    var print: String { say("Print", de: "Drucken") }
    var download: String { say("Download as a text file", de: "Als Textdatei laden") }
    var haveKeptThem: String { say("I have kept them", de: "Ich habe sie aufbewahrt") }
    var makeCodes: String { say("Make new codes", de: "Neue Codes erzeugen") }
    var makeCodesHint: String {
        say("The codes of before stop working.", de: "Die bisherigen Codes gelten dann nicht mehr.")
    }

    func codesLeft(_ count: Int) -> String {
        switch count {
        case 0:
            say(
                "You have none left. Make new ones before you need them.",
                de: "Sie haben keine mehr. Erzeugen Sie neue, bevor Sie sie brauchen.")
        case 1: say("You have one left.", de: "Sie haben noch einen.")
        default: say("You have \(count) left.", de: "Sie haben noch \(count).")
        }
    }
}

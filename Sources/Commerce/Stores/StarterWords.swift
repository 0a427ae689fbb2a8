/// What a new store says before its owner has written anything: in German where the store speaks it, else in English.
struct StarterWords {
    let language: String

    var welcome: String { say("Welcome to our shop.", de: "Willkommen in unserem Geschäft.") }
    var browse: String { say("See all products", de: "Alle Produkte ansehen") }
    var newest: String { say("New in the shop", de: "Neu im Geschäft") }
    var about: String { say("About us", de: "Über uns") }
    var aboutText: String {
        say("Tell here who you are and what you make.", de: "Erzählen Sie hier, wer Sie sind und was Sie machen.")
    }
    var contact: String { say("Contact", de: "Kontakt") }
    var contactText: String {
        say("Write to us; we answer every message.", de: "Schreiben Sie uns; wir beantworten jede Nachricht.")
    }

    func privacy(_ name: String) -> String {
        say(
            "\(name) keeps what an order needs: your name, address, e-mail address and what you bought. It is used to deliver and to keep the books, and is not sold.",
            de:
                "\(name) speichert, was eine Bestellung braucht: Name, Anschrift, E-Mail-Adresse und die gekauften Waren. Das dient der Lieferung und der Buchhaltung und wird nicht verkauft."
        )
    }
    func terms(_ name: String) -> String {
        say(
            "Whoever orders here buys from \(name). Prices are those shown when you order.",
            de: "Wer hier bestellt, kauft bei \(name). Es gelten die Preise, die bei der Bestellung angezeigt werden."
        )
    }
    var returns: String {
        say(
            "You may return unused goods within 14 days of their arrival.",
            de: "Unbenutzte Waren können innerhalb von 14 Tagen nach Erhalt zurückgegeben werden."
        )
    }
    var shipping: String {
        say(
            "Orders leave us within three working days.",
            de: "Bestellungen verlassen uns innerhalb von drei Werktagen."
        )
    }

    private func say(_ english: String, de german: String) -> String {
        language == "de" || language.hasPrefix("de-") ? german : english
    }
}

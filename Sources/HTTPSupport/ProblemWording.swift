import Commerce

/// What an error page says.
package struct ProblemWording: Wording {
    package let language: Language

    /// Speaks that language.
    package init(_ language: Language) {
        self.language = language
    }

    /// The heading: what happened.
    package func title(_ problem: RequestProblem) -> String {
        switch problem {
        case .notFound: say("We could not find this page", de: "Diese Seite gibt es nicht")
        case .bodyTooLarge: say("That was too much at once", de: "Das war zu viel auf einmal")
        case .brokenText: say("Some of the text could not be read", de: "Ein Teil des Textes war nicht lesbar")
        case .malformedForm: say("The form could not be read", de: "Das Formular war nicht lesbar")
        case .forgedForm: say("This form is no longer valid", de: "Dieses Formular gilt nicht mehr")
        case .notSignedIn: say("Please sign in first", de: "Bitte melden Sie sich zuerst an")
        case .notAllowed: say("Your role does not allow this", de: "Ihre Rolle erlaubt das nicht")
        case .barred: say("Your account here is blocked", de: "Ihr Konto hier ist gesperrt")
        case .previewOnly: say("This is a preview", de: "Das ist eine Vorschau")
        case .tooMany: say("Too many visits at once", de: "Zu viele Besuche auf einmal")
        case .planLimit: say("The plan does not allow more", de: "Der Tarif erlaubt nicht mehr")
        case .readOnly: say("This dashboard can only be read", de: "Hier kann gerade nur gelesen werden")
        case .busy: say("Very busy just now", de: "Gerade ist sehr viel los")
        case .unexpected: say("Something went wrong on our side", de: "Bei uns ist etwas schiefgegangen")
        }
    }

    /// The sentence below: what to do next.
    package func advice(_ problem: RequestProblem) -> String {
        switch problem {
        case .notFound:
            say(
                "It may have been moved or sold out. Check the address, or start again from the first page.",
                de: "Sie wurde vielleicht verschoben. Prüfen Sie die Adresse oder beginnen Sie auf der Startseite."
            )
        case .bodyTooLarge:
            say(
                "What was sent is larger than this page accepts. Shorten it and send it again.",
                de: "Die gesendeten Daten sind größer als erlaubt. Bitte kürzen und erneut senden."
            )
        case .brokenText:
            say(
                "The text contains characters that are not valid UTF-8. Type it again and send it once more.",
                de: "Der Text enthält Zeichen, die kein gültiges UTF-8 sind. Bitte neu eingeben und erneut senden."
            )
        case .malformedForm:
            say(
                "Go back, reload the page and fill in the form again.",
                de: "Gehen Sie zurück, laden Sie die Seite neu und füllen Sie das Formular noch einmal aus."
            )
        case .forgedForm:
            say(
                "It was open for too long or was sent from another site. Reload the page and send the form again.",
                de:
                    "Es war zu lange offen oder kam von einer anderen Seite. Laden Sie die Seite neu und senden Sie es erneut."
            )
        case .notSignedIn:
            say("This page is only for people who are signed in.", de: "Diese Seite sehen nur angemeldete Personen.")
        case .notAllowed:
            say(
                "Ask the owner of the store to do it, or to give you another role.",
                de: "Bitten Sie die Inhaberin oder den Inhaber darum, oder um eine andere Rolle."
            )
        case .barred:
            say(
                "The shop has blocked it. Write to the shop to have it opened again.",
                de: "Der Shop hat es gesperrt. Schreiben Sie dem Shop, damit er es wieder öffnet."
            )
        case .previewOnly:
            say(
                "Cart, checkout and accounts are off until the shop is open. Go back and look around.",
                de:
                    "Warenkorb, Kasse und Konten sind aus, bis der Shop offen ist. Gehen Sie zurück und sehen Sie sich um."
            )
        case .tooMany:
            say(
                "This shop is asked for more pages than it can serve just now. Please try again in a moment.",
                de:
                    "Dieser Shop wird gerade öfter aufgerufen, als er antworten kann. Bitte versuchen Sie es gleich noch einmal."
            )
        case .planLimit(let limit):
            say(
                limit.description,
                de: "Wählen Sie einen größeren Tarif, oder löschen Sie, was nicht mehr gebraucht wird.")
        case .readOnly:
            say(
                "Nothing was changed, because the plan is not paid. As soon as its owner has paid, everything works again.",
                de: "Nichts wurde geändert, denn der Tarif ist nicht bezahlt. Nach der Zahlung geht alles wieder."
            )
        case .busy:
            say("Please try again in a few seconds.", de: "Bitte versuchen Sie es in ein paar Sekunden noch einmal.")
        case .unexpected:
            say(
                "Nothing you did caused this. Please try again; if it happens again, tell us the number below.",
                de:
                    "Es liegt nicht an Ihnen. Bitte versuchen Sie es erneut; hilft das nicht, nennen Sie uns die Nummer unten."
            )
        }
    }

    /// The label before the request's id.
    package var reference: String { say("Reference", de: "Vorgangsnummer") }

    /// The link to the first page.
    package var home: String { say("To the first page", de: "Zur Startseite") }
}

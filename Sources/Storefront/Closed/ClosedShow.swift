import Commerce
import HTTPSupport
import HTTPTypes

/// What visitors see at the door of a closed shop: its name, and when to come back. Nothing of what it sells.
struct ClosedShow: Sendable {
    let store: ClosedStore

    init(_ store: ClosedStore) {
        self.store = store
    }

    /// A pause passes, and search engines keep the shop's pages over it; what the operator has closed is not to be found.
    var page: HTMLPage {
        var page = HTMLPage(view, status: store.isSuspended ? .notFound : .serviceUnavailable)
        page.headers[.cacheControl] = "no-store"
        if !store.isSuspended { page.headers[.retryAfter] = "3600" }
        return page
    }

    private var view: HTML {
        let wording = StorefrontWording(Language(tag: store.language))
        return """
            <!doctype html>
            <html lang="\(wording.language.tag)"><head><meta charset="utf-8">
            <title>\(wording.closedTitle(isForGood: store.isSuspended)) – \(store.name)</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <link rel="stylesheet" href="\(url: StorefrontAssets.styleSheet.path)">
            <link rel="icon" href="\(url: StorefrontAssets.favicon.path)" type="image/svg+xml"></head>
            <body><main id="main" tabindex="-1"><div class="wide narrowish nothing"><p class="over">\(store.name)</p>
            <h1>\(wording.closedTitle(isForGood: store.isSuspended))</h1>
            <p class="lead">\(wording.closedLead(isForGood: store.isSuspended))</p>\(contact(wording))</div></main></body></html>
            """
    }

    private func contact(_ wording: StorefrontWording) -> HTML? {
        guard !store.isSuspended, let email = store.email else { return nil }
        return "<p>\(wording.questions) <a href=\"\(url: "mailto:\(email)")\">\(email)</a></p>"
    }
}

extension StorefrontWording {
    func closedTitle(isForGood: Bool) -> String {
        isForGood
            ? say("This shop is closed", de: "Dieser Shop ist geschlossen")
            : say("We are taking a break", de: "Wir machen eine Pause")
    }

    func closedLead(isForGood: Bool) -> String {
        isForGood
            ? say("Its pages cannot be visited at present.", de: "Seine Seiten sind zurzeit nicht erreichbar.")
            : say(
                "The shop opens again. Please come back later.",
                de: "Der Shop öffnet wieder. Bitte schauen Sie später noch einmal vorbei."
            )
    }

    var questions: String { say("Questions? Write to", de: "Fragen? Schreiben Sie an") }
    var previewBar: String {
        say(
            "Preview: visitors cannot see this shop yet. Cart and checkout are off.",
            de: "Vorschau: Besucher sehen diesen Shop noch nicht. Warenkorb und Kasse sind aus."
        )
    }
}

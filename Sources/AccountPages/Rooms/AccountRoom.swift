package import HTTPSupport

/// A page of somebody's own, in sections.
package struct AccountRoom: Sendable {
    package let title: String
    package var notice: AccountNotice?
    package var sections: [AccountSection]
    /// Where it is left to, where it is below another.
    package var back: AccountLink?
    package var scripts: [String] = []
    /// For the form that signs out.
    package let formToken: String

    /// The rooms one below the other; the heading and what is around are the surface's.
    package var view: HTML { "\(notice?.view)\(sections.map(\.view))" }
}

/// One matter, such as the password.
package struct AccountSection: Sendable {
    let title: String
    var lead: String?
    var notice: AccountNotice?
    var rows: [Row] = []
    /// A picture with what it says in letters, for who cannot point a camera at it.
    var picture: (drawing: HTML, text: String)?
    /// What is to be kept elsewhere.
    var codes: Codes?
    var forms: [AccountForm] = []
    var links: [AccountLink] = []
    /// Shown when somebody opens it; what is rare and final.
    var isFolded = false

    /// Codes in a list, with what a script can do with them.
    struct Codes: Sendable {
        let texts: [String]
        let copy: String
        let copied: String
        let print: String
    }

    /// One of several things, and what can be done with it.
    struct Row: Sendable {
        let title: String
        let detail: String
        var mark: String?
        var action: AccountForm?
    }
}

extension AccountSection {
    var view: HTML {
        let content: HTML =
            "\(lead.map { "<p class=\"soft small\">\($0)</p>" })\(notice?.view)\(list)\(drawing)\(codes?.view)\(forms.map(\.view))\(links.map(\.button))"
        guard isFolded else { return "<section class=\"card panel\"><h2>\(title)</h2>\(content)</section>" }
        return """
            <details class="card panel"\(attribute: "open", when: notice != nil || forms.contains(where: \.isMarked))>\
            <summary><h2>\(title)</h2></summary>\(content)</details>
            """
    }

    private var list: HTML {
        .when(!rows.isEmpty, "<ul class=\"account-rows\">\(rows.map(\.view))</ul>")
    }

    private var drawing: HTML? {
        picture.map {
            "<div class=\"scan\"><div class=\"scan-code\">\($0.drawing)</div><p><code>\($0.text)</code></p></div>"
        }
    }
}

extension AccountSection.Row {
    var view: HTML {
        """
        <li><span><strong>\(title)</strong>\(mark.map { " <span class=\"badge good state\">\($0)</span>" })\
        <span class="soft small">\(detail)</span></span>\(action?.view)</li>
        """
    }
}

extension AccountSection.Codes {
    var view: HTML {
        """
        <ol class="codes" data-codes>\(texts.map { "<li><code>\($0)</code></li>" })</ol>
        <p class="codes-actions"><button class="button quiet" type="button" data-codes-action="copy" data-done="\(copied)" \
        hidden>\(copy)</button> <button class="button quiet" type="button" data-codes-action="print" hidden>\(print)</button></p>
        """
    }
}

extension AccountForm {
    var isMarked: Bool { fields.contains { $0.problem != nil } }
}

/// A page as `pages.content` holds it: sections of rows of widgets on a grid of twelve columns.
struct PageDocument: Encodable, Sendable {
    let sections: [Section]

    struct Section: Encodable, Sendable {
        let id: String
        let rows: [Row]
    }

    struct Row: Encodable, Sendable {
        let widgets: [Widget]
    }

    struct Widget: Encodable, Sendable {
        let type: String
        var version = 1
        var span = ["sm": 12]
        let settings: [String: String]
    }

    /// One widget a section, each over the whole width.
    init(_ widgets: [Widget]) {
        sections = widgets.enumerated().map { index, widget in
            Section(id: "section-\(index + 1)", rows: [Row(widgets: [widget])])
        }
    }

    static func text(_ title: String, _ text: String) -> PageDocument {
        PageDocument([Widget(type: "text", settings: ["title": title, "text": text])])
    }
}

extension PageDocument.Widget {
    static let header = Self(type: "header layout", settings: [:])
    static let footer = Self(type: "footer layout", settings: [:])

    static func hero(title: String, text: String, button: String, address: String) -> Self {
        Self(type: "hero", settings: ["title": title, "text": text, "button": button, "address": address])
    }

    static func products(title: String, count: Int) -> Self {
        Self(type: "product grid", settings: ["title": title, "count": "\(count)", "sort": "newest"])
    }
}

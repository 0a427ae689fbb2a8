import HTTPSupport

/// A sentence that makes buying easier, with a small drawing.
struct Promise: Sendable, Hashable {
    let icon: Drawing
    let sentence: String

    enum Drawing: Sendable {
        case parcel
        case lock
        case person
    }
}

extension Promise {
    var view: HTML { "<li>\(drawing)<span>\(sentence)</span></li>" }

    private var drawing: HTML {
        switch icon {
        case .parcel: Icon.parcel
        case .lock: Icon.lock
        case .person: Icon.person
        }
    }
}

extension [Promise] {
    /// The promises in a row, or one below the other where there is no room.
    func list(_ kind: String) -> HTML {
        .when(!isEmpty, "<ul class=\"promises \(kind)\">\(map(\.view))</ul>")
    }
}

import HTTPSupport

/// A field of several lines under its label.
struct LabelledText: Sendable {
    let name: String
    let label: String
    let value: String
    var hint: String?
    var problem: String?
    var lines = 4
}

extension LabelledText {
    /// A browser drops the first line's end, which is why one stands before the value.
    var view: HTML {
        """
        <label for="\(name)">\(label)</label>
        <textarea id="\(name)" name="\(name)" rows="\(lines)"\(notes.attributes)>
        \(value)</textarea>\(notes.view)
        """
    }

    private var notes: FieldNotes { FieldNotes(name: name, hint: hint, problem: problem) }
}

import HTTPSupport

/// A box to tick, with its label.
struct LabelledCheck: Sendable {
    let name: String
    let label: String
    let isOn: Bool
    var note: String?

    var view: HTML {
        """
        <label class="check"><input type="checkbox" name="\(name)" value="yes"\(attribute: "checked", when: isOn)>\
        <span>\(label)\(note.map { "<span class=\"soft block\">\($0)</span>" })</span></label>
        """
    }
}

/// What is wrong with a form, by field.
struct FieldProblems: Error, Hashable {
    var sentences: [String: String] = [:]

    /// Above the form, where something is wrong.
    var notice: Notice? { sentences.isEmpty ? nil : .nothingSaved }
}

extension Notice {
    static let nothingSaved = Notice(sentence: "Nothing was saved: check what is marked below.")
}

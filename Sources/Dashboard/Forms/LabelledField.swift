import HTTPSupport

/// A field under its label, with what was typed and what is wrong with it.
struct LabelledField: Sendable {
    let name: String
    let label: String
    let value: String
    var type = "text"
    var hint: String?
    var problem: String?
    var autocomplete = "off"
    var maximumLength = 200
    var isRequired = false
    /// What a phone shows, such as `numeric`.
    var keyboard: String?
}

extension LabelledField {
    var view: HTML {
        """
        <label for="\(name)">\(label)</label>
        <input id="\(name)" name="\(name)" type="\(type)" value="\(value)" autocomplete="\(autocomplete)" \
        maxlength="\(maximumLength)"\(attribute: "inputmode", keyboard)\(attribute: "required", when: isRequired)\(description)>\(notes)
        """
    }

    private var description: HTML { FieldNotes(name: name, hint: hint, problem: problem).attributes }
    private var notes: HTML { FieldNotes(name: name, hint: hint, problem: problem).view }
}

/// A choice under its label.
struct LabelledChoice: Sendable {
    let name: String
    let label: String
    let choices: [Choice]
    let chosen: String
    var hint: String?
    var problem: String?

    struct Choice: Sendable, Hashable {
        let value: String
        let title: String
    }
}

extension LabelledChoice {
    var view: HTML {
        """
        <label for="\(name)">\(label)</label><select id="\(name)" name="\(name)"\(notes.attributes)>
        \(choices.map { option($0) })</select>\(notes.view)
        """
    }

    private var notes: FieldNotes { FieldNotes(name: name, hint: hint, problem: problem) }

    private func option(_ choice: Choice) -> HTML {
        "<option value=\"\(choice.value)\"\(attribute: "selected", when: choice.value == chosen)>\(choice.title)</option>"
    }
}

/// What stands below a field, and how a screen reader finds it.
struct FieldNotes {
    let name: String
    let hint: String?
    let problem: String?

    var attributes: HTML {
        let ids = [hint.map { _ in "\(name)-hint" }, problem.map { _ in "\(name)-problem" }].compactMap(\.self)
        return """
            \(attribute: "aria-invalid", problem == nil ? nil : "true")\
            \(attribute: "aria-describedby", ids.isEmpty ? nil : ids.joined(separator: " "))
            """
    }

    var view: HTML {
        """
        \(hint.map { "<span class=\"hint soft\" id=\"\(name)-hint\">\($0)</span>" })\
        \(problem.map { "<span class=\"error\" id=\"\(name)-problem\">\($0)</span>" })
        """
    }
}

extension DashboardChrome {
    /// The hidden field that shows that we rendered the form.
    var token: HTML { "<input type=\"hidden\" name=\"\(FormTokens.field)\" value=\"\(formToken)\">" }
}

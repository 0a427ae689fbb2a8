import Commerce
import HTTPSupport

/// The fields of a category, new or not.
struct CategoryFields: Sendable {
    let input: CategoryInput
    let problems: CategoryInput.Problems
    let categories: [CategoryShelf]

    var view: HTML {
        """
        \(field("name", "Name", input.name, isRequired: true))
        \(LabelledChoice(name: "parent", label: "Inside", choices: choices, chosen: input.parent, problem: problems.sentences["parent"]).view)
        \(field("slug", "Address", input.slug, hint: "Left empty, it follows from the name."))
        \(LabelledText(name: "description", label: "Description", value: input.description, problem: problems.sentences["description"], lines: 3).view)
        \(field("position", "Place among its neighbours", input.position, hint: "Smaller numbers come first; those that are alike, by name."))
        """
    }

    private var choices: [LabelledChoice.Choice] {
        [LabelledChoice.Choice(value: "", title: "No other category")] + categories.choices
    }

    private func field(
        _ name: String, _ label: String, _ value: String, hint: String? = nil, isRequired: Bool = false
    ) -> HTML {
        LabelledField(
            name: name,
            label: label,
            value: value,
            hint: hint,
            problem: problems.sentences[name],
            maximumLength: 255,
            isRequired: isRequired
        ).view
    }
}

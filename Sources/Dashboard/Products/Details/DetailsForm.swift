import Commerce
import HTTPSupport

/// The fields about a product that are the same for a new one and for one that is there.
struct DetailsForm: Sendable {
    let input: DetailsInput
    let problems: ProductInput.Problems
    let categories: [CategoryShelf]
    /// Where the product is found in the shop, up to its own address.
    let shopPath: String

    var general: HTML {
        """
        <section class="card">\(field("name", "Name", input.name, longest: 500, isRequired: true))
        \(LabelledText(name: "description", label: "Description", value: input.description, hint: "An empty line begins a new paragraph. HTML is kept where it is harmless.", problem: problems.sentences["description"], lines: 7).view)
        </section>
        """
    }

    var pictures: HTML {
        """
        <section class="card"><h2>Pictures</h2>
        \(field("image", "Address of the main picture", input.image, type: "url", hint: "Where it lies on the web, such as https://pictures.example/mug.jpg", longest: 2_048))
        \(field("image_alt", "What it shows", input.imageAlt, hint: "For whoever cannot see it.", longest: 500))
        \(LabelledText(name: "gallery", label: "More pictures", value: input.gallery, hint: "An address a line.", problem: problems.sentences["gallery"], lines: 3).view)</section>
        """
    }

    /// State, shelf and place.
    var place: HTML {
        """
        <section class="card"><h2>In the shop</h2>
        \(LabelledCheck(name: "is_active", label: "On sale in the shop", isOn: input.isActive).view)\(LabelledCheck(name: "is_featured", label: "On the home page", isOn: input.isFeatured).view)
        \(LabelledChoice(name: "category", label: "Category", choices: choices, chosen: input.category, problem: problems.sentences["category"]).view)
        \(field("new_category", "Or a new category", input.newCategory, hint: "It is made when you save.", longest: 255))
        \(field("slug", "Address", input.slug, hint: "Found at \(shopPath)… Left empty, it follows from the name.", longest: 255))</section>
        """
    }

    var searchEngines: HTML {
        """
        <section class="card"><h2>Search engines</h2>
        \(field("meta_title", "Title", input.metaTitle, hint: "Left empty, it is the product’s name.", longest: 500))
        \(LabelledText(name: "meta_description", label: "Summary", value: input.metaDescription, hint: "One or two sentences; the product’s page begins with them.", problem: problems.sentences["meta_description"], lines: 3).view)</section>
        """
    }

    private var choices: [LabelledChoice.Choice] {
        [LabelledChoice.Choice(value: "", title: "None")] + categories.choices
    }

    private func field(
        _ name: String,
        _ label: String,
        _ value: String,
        type: String = "text",
        hint: String? = nil,
        longest: Int,
        isRequired: Bool = false
    ) -> HTML {
        LabelledField(
            name: name,
            label: label,
            value: value,
            type: type,
            hint: hint,
            problem: problems.sentences[name],
            maximumLength: longest,
            isRequired: isRequired
        ).view
    }
}

extension Sequence<CategoryShelf> {
    /// As they are read in a list: what is inside another is set in.
    var choices: [LabelledChoice.Choice] {
        inTreeOrder.map { category, depth in
            let indent = String(repeating: "– ", count: depth)
            return LabelledChoice.Choice(value: category.id.description, title: indent + category.name)
        }
    }
}

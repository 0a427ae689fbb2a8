import Commerce
import HTTPSupport

/// What an owner typed about a category, kept to the letter.
struct CategoryInput: Sendable, Hashable {
    var name = ""
    var slug = ""
    /// The id of the category that it is in, or empty.
    var parent = ""
    var description = ""
    var position = ""
    var isActive = true
}

extension CategoryInput {
    init(_ form: Form) {
        name = form["name"]
        slug = form["slug"]
        parent = form["parent"]
        description = form["description"]
        position = form["position"]
        isActive = form.has("is_active")
    }

    init(_ category: CategoryShelf) {
        name = category.name
        slug = category.slug
        parent = category.parentID?.description ?? ""
        description = category.description ?? ""
        position = "\(category.sortOrder)"
        isActive = category.isActive
    }

    typealias Problems = FieldProblems

    func details() throws(Problems) -> CategoryDetails {
        var problems = Problems()
        if name.isEmpty { problems.sentences["name"] = "Give the category a name." }
        if name.count > 255 { problems.sentences["name"] = "Shorten the name to 255 characters." }
        if !slug.isEmpty && !ProductSlug.isValid(slug) {
            problems.sentences["slug"] = "Use small letters, digits and dashes, such as table-ware."
        }
        let parentID = ID<Commerce.Category>(parent)
        if !parent.isEmpty && parentID == nil { problems.sentences["parent"] = "Choose one of the list." }
        let order = position.isEmpty ? 0 : Int(position)
        if order == nil || !(-1_000_000...1_000_000).contains(order ?? 0) {
            problems.sentences["position"] = "Enter a whole number, such as 10."
        }
        guard problems.sentences.isEmpty else { throw problems }
        return CategoryDetails(
            name: name,
            slug: slug.isEmpty ? nil : slug,
            parent: parentID,
            description: description.isEmpty ? nil : description,
            isActive: isActive,
            sortOrder: order ?? 0
        )
    }
}

extension CategoryInput.Problems {
    /// What the database refused, beside the field it is about.
    init?(_ error: CategoryError) {
        switch error {
        case .unknown: return nil
        case .slugTaken: sentences["slug"] = "Another category has this address. Choose another one."
        case .insideItself:
            sentences["parent"] = "The category would be inside itself. Choose one that is not below it."
        case .unknownParent: sentences["parent"] = "This category is gone. Choose another one."
        }
    }
}

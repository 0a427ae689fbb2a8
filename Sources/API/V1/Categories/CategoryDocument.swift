import Commerce
import Foundation

/// A category as programs see it.
struct CategoryDocument: Encodable {
    let id: String
    let name: String
    let slug: String
    @OrNull private(set) var parent: String?
    @OrNull private(set) var description: String?
    let isActive: Bool
    let position: Int

    init(_ category: CategoryShelf) {
        id = category.id.description
        name = category.name
        slug = category.slug
        parent = category.parentID?.description
        description = category.description
        isActive = category.isActive
        position = category.sortOrder
    }

    static let schema = JSONSchema.answer(
        "Category",
        [
            .required("id", .text(.uuid)),
            .required("name", .text()),
            .required("slug", .text(), "Its address in the shop."),
            .required("parent", .text(.uuid).orNull, "The category that it is in; null at the top."),
            .required("description", .text().orNull),
            .required("is_active", .boolean, "Shown in the shop."),
            .required("position", .integer(), "Among those of the same parent, the lowest first."),
        ])
}

/// A category as programs say what it should be.
struct CategoryBody: Decodable {
    let name: String
    let slug: String?
    let parent: UUID?
    let description: String?
    let isActive: Bool?
    let position: Int?

    var details: CategoryDetails {
        CategoryDetails(
            name: name,
            slug: slug,
            parent: parent.map { ID($0) },
            description: description,
            isActive: isActive ?? true,
            sortOrder: position ?? 0
        )
    }

    static let schema = JSONSchema.input(
        "CategoryInput",
        [
            .required("name", .words(upTo: 255)),
            .optional(
                "slug", .text(matching: "[a-z0-9_][a-z0-9_-]*", 1...255), "Without it one that looks like the name."),
            .optional("parent", .text(.uuid).orNull),
            .optional("description", .text(0...10_000).orNull),
            .optional("is_active", .boolean, "Without it true."),
            .optional("position", .integer(-1_000_000...1_000_000), "Without it 0."),
        ])
}

import Commerce
import HTTPSupport

/// An open category.
struct ShopCategoryDocument: Encodable {
    let id: String
    let name: String
    let slug: String
    @OrNull private(set) var parent: String?
    @OrNull private(set) var description: String?
    @OrNull private(set) var image: String?

    init(_ category: Commerce.Category) {
        id = category.id.description
        name = category.name
        slug = category.slug
        parent = category.parentID?.description
        description = category.description
        image = category.imageURL
    }

    static let schema = JSONSchema.answer(
        "ShopCategory",
        [
            .required("id", .text(.uuid)),
            .required("name", .text()),
            .required("slug", .text()),
            .required("parent", .text(.uuid).orNull),
            .required("description", .text().orNull),
            .required("image", .text().orNull, "The address of a picture."),
        ])
}

/// A picture with what it shows, for those who do not see it.
struct ImageDocument: Encodable {
    let url: String
    let alt: String

    init(_ image: ProductImage) {
        url = image.url
        alt = image.alt
    }

    static let schema = JSONSchema.answer("Image", [.required("url", .text()), .required("alt", .text())])
}

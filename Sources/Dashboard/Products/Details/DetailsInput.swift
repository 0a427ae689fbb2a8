import Commerce
import HTTPSupport

/// What an owner typed about a product apart from its variants, kept to the letter.
struct DetailsInput: Sendable, Hashable {
    var name = ""
    var slug = ""
    var description = ""
    /// The id of a category, or empty.
    var category = ""
    /// The name of a category that is made on the spot; it goes before the choice.
    var newCategory = ""
    var image = ""
    var imageAlt = ""
    /// An address a line.
    var gallery = ""
    var metaTitle = ""
    var metaDescription = ""
    var isActive = true
    var isFeatured = false
}

extension DetailsInput {
    /// A field that the form does not have keeps what stands there.
    init(_ form: Form, keeping former: DetailsInput = DetailsInput()) {
        func text(_ name: String, _ former: String) -> String { form.has(name) ? form[name] : former }
        name = form["name"]
        slug = text("slug", former.slug)
        description = text("description", former.description)
        category = text("category", former.category)
        newCategory = form["new_category"]
        image = text("image", former.image)
        imageAlt = text("image_alt", former.imageAlt)
        gallery = text("gallery", former.gallery)
        metaTitle = text("meta_title", former.metaTitle)
        metaDescription = text("meta_description", former.metaDescription)
        isActive = form.has("is_active")
        isFeatured = form.has("is_featured")
    }

    init(_ sheet: ProductSheet) {
        name = sheet.name
        slug = sheet.slug
        description = ProductDescription.typed(html: sheet.bodyHTML ?? "")
        category = sheet.category?.description ?? ""
        image = sheet.image?.url ?? ""
        imageAlt = sheet.image?.alt ?? ""
        gallery = sheet.images.dropFirst().map(\.url).joined(separator: "\n")
        metaTitle = sheet.metaTitle ?? ""
        metaDescription = sheet.metaDescription ?? ""
        isActive = sheet.isActive
        isFeatured = sheet.isFeatured
    }
}

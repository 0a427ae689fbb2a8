import Postgres

/// What an owner says about a product, apart from its variants.
package struct ProductDetails: Hashable, Sendable {
    package var name: String
    /// Nil takes a free one that looks like the name, or leaves the one there is.
    package var slug: String?
    package var description: SanitisedHTML?
    package var category: Category
    /// The first is the main one.
    package var images: [ProductImage]
    package var metaTitle: String?
    package var metaDescription: String?
    package var isActive: Bool
    package var isFeatured: Bool

    package enum Category: Hashable, Sendable {
        case none
        case existing(ID<Commerce.Category>)
        /// Made on the spot, unless there is one of that address.
        case named(String)
    }

    package init(
        name: String,
        slug: String? = nil,
        description: SanitisedHTML? = nil,
        category: Category = .none,
        images: [ProductImage] = [],
        metaTitle: String? = nil,
        metaDescription: String? = nil,
        isActive: Bool = false,
        isFeatured: Bool = false
    ) {
        self.name = name
        self.slug = slug
        self.description = description
        self.category = category
        self.images = images
        self.metaTitle = metaTitle
        self.metaDescription = metaDescription
        self.isActive = isActive
        self.isFeatured = isFeatured
    }
}

extension ProductDetails {
    var bodyHTML: String? { description?.markup }
    var plainText: String? { description?.plainText }
    var gallery: ArraySlice<ProductImage> { images.dropFirst() }
}

extension ProductDetails.Category {
    /// The category's id, after making it where it is new.
    func id(in store: ID<Store>, on db: Connection) async throws -> ID<Category>? {
        switch self {
        case .none: nil
        case .existing(let id): id
        case .named(let name): try await Category.findOrMake(name, in: store, on: db)
        }
    }
}

import Pricing

extension ProductBatch {
    var slugs: [String] { drafts.map(\.handle) }

    var productRows: [ProductRow] { drafts.map(ProductRow.init) }

    var optionRows: [OptionRow] {
        drafts.flatMap { draft in
            draft.options.enumerated().map { OptionRow(slug: draft.handle, position: $0 + 1, option: $1) }
        }
    }

    var variantRows: [VariantRow] {
        drafts.flatMap { draft in
            draft.variants.enumerated().map { VariantRow(slug: draft.handle, position: $0 + 1, variant: $1) }
        }
    }
}

/// A row for `products`; what is absent is NULL.
struct ProductRow: Encodable {
    let slug: String
    let name: String
    let type: String?
    let bodyHTML: String?
    let description: String?
    let vendor: String?
    let tags: [String]
    let price: String
    let compareAtPrice: String?
    let sku: String?
    let barcode: String?
    let isTracked: Bool
    let isActive: Bool
    let isFeatured: Bool
    let weight: Int
    let imageURL: String?
    let imageAlt: String?
    let galleryImages: [String]
    let galleryAlts: [String]
    let metaTitle: String?
    let metaDescription: String?

    init(_ draft: ProductDraft) {
        let cheapest = draft.cheapest
        let only = draft.variants.count == 1 ? draft.variants.first : nil
        slug = draft.handle
        name = draft.title
        type = draft.type.presence
        bodyHTML = draft.body.markup.presence
        description = draft.body.plainText.presence
        vendor = draft.vendor.presence
        tags = draft.tags
        price = cheapest?.price.numeric ?? "0"
        compareAtPrice = cheapest?.compareAtPrice?.numeric
        sku = only?.sku.presence
        barcode = only?.barcode.presence
        isTracked = draft.variants.contains(where: \.isTracked)
        isActive = draft.isPublished
        isFeatured = draft.isFeatured
        weight = draft.variants.first?.weight ?? 0
        imageURL = draft.images.first?.url
        imageAlt = draft.images.first?.alt.presence
        galleryImages = draft.images.dropFirst().map(\.url)
        galleryAlts = draft.images.dropFirst().map(\.alt)
        metaTitle = draft.seoTitle.presence
        metaDescription = draft.seoDescription.presence
    }

    enum CodingKeys: String, CodingKey {
        case slug, name, type, description, vendor, tags, price, sku, barcode, weight
        case bodyHTML = "body_html"
        case compareAtPrice = "compare_at_price"
        case isTracked = "track_inventory"
        case isActive = "is_active"
        case isFeatured = "is_featured"
        case imageURL = "image_url"
        case imageAlt = "image_alt"
        case galleryImages = "gallery_images"
        case galleryAlts = "gallery_alts"
        case metaTitle = "meta_title"
        case metaDescription = "meta_description"
    }
}

/// A row for `product_options`.
struct OptionRow: Encodable {
    let slug: String
    let position: Int
    let name: String
    let values: [String]

    init(slug: String, position: Int, option: ProductDraft.Option) {
        self.slug = slug
        self.position = position
        name = option.name
        values = option.values
    }

    enum CodingKeys: String, CodingKey {
        case slug, position, name
        case values = "option_values"
    }
}

/// A row for `product_variants`, with the stock to be counted for it.
struct VariantRow: Encodable {
    let slug: String
    let position: Int
    let option1: String?
    let option2: String?
    let option3: String?
    let sku: String?
    let barcode: String?
    let price: String
    let compareAtPrice: String?
    let weight: Int
    let imageURL: String?
    let isTracked: Bool
    let policy: String
    let requiresShipping: Bool
    let isTaxable: Bool
    let quantity: Int

    init(slug: String, position: Int, variant: VariantDraft) {
        let values = variant.optionValues
        self.slug = slug
        self.position = position
        option1 = values.first
        option2 = values.count > 1 ? values[1] : nil
        option3 = values.count > 2 ? values[2] : nil
        sku = variant.sku.presence
        barcode = variant.barcode.presence
        price = variant.price.numeric
        compareAtPrice = variant.compareAtPrice?.numeric
        weight = variant.weight
        imageURL = variant.imageURL.presence
        isTracked = variant.isTracked
        policy = variant.sellsOn ? "continue" : "deny"
        requiresShipping = variant.requiresShipping
        isTaxable = variant.isTaxable
        quantity = variant.quantity
    }

    enum CodingKeys: String, CodingKey {
        case slug, position, option1, option2, option3, sku, barcode, price, weight, quantity
        case compareAtPrice = "compare_at_price"
        case imageURL = "image_url"
        case isTracked = "track_inventory"
        case policy = "inventory_policy"
        case requiresShipping = "requires_shipping"
        case isTaxable = "taxable"
    }
}

extension String {
    /// The text, or nil when there is none.
    fileprivate var presence: String? { isEmpty ? nil : self }
}

extension Money {
    /// Exact for PostgreSQL's numeric, and made without the detour over Decimal: `5999e-2`.
    fileprivate var numeric: String { "\(minorUnits)e-\(currency.exponent)" }
}

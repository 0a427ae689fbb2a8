import Commerce
import HTTPSupport

extension ProductShow.Model {
    init(
        _ product: Product,
        _ choice: ProductShow.Choice,
        _ surroundings: ProductSurroundings,
        _ context: ShopRequestContext
    ) {
        let shop = context.shop
        let wording = StorefrontWording(shop.language)
        let chosen = product.variant(with: choice.values(for: product))
        self.init(
            title: product.name,
            breadcrumbs: Breadcrumbs(product, context),
            pictures: product.images.map { Picture(address: $0.url, description: $0.alt) },
            price: PriceTag(
                now: shop.format(chosen?.price ?? product.price),
                before: (chosen.map(\.compareAtPrice) ?? product.compareAtPrice).map(shop.format),
                isLowest: chosen == nil && product.variants.count > 1
            ),
            summary: product.metaDescription ?? "",
            description: HTML(sanitised: product.bodyHTML ?? ""),
            options: product.options.enumerated().map { index, option in
                ProductShow.Option(
                    name: option.name,
                    field: "option\(index + 1)",
                    values: option.values,
                    chosen: choice.values.indices.contains(index) ? choice.values[index] : nil
                )
            },
            variants: product.options.isEmpty ? [] : product.variants.map { ProductShow.Variant($0, shop) },
            availability: ProductShow.Availability(chosen, of: product, wording),
            articleNumber: chosen?.sku,
            productSlug: product.slug,
            addPath: context.path("/cart/lines"),
            taxNote: surroundings.terms?.pricesIncludeTax == true ? wording.taxIncluded : nil,
            promises: surroundings.terms.map { wording.promises($0, shop) } ?? [],
            related: surroundings.related.map { ProductCard($0, context) },
            quantity: choice.quantity,
            searchTitle: product.metaTitle
        )
    }
}

extension Breadcrumbs {
    fileprivate init(_ product: Product, _ context: ShopRequestContext) {
        let wording = StorefrontWording(context.shop.language)
        let home = Link(title: wording.home, path: context.path("/"))
        let shelf = product.category.map { Link(title: $0.name, path: context.path("/categories/\($0.slug)")) }
        self.init(
            steps: [home, shelf ?? Link(title: wording.allProducts, path: context.path("/products"))],
            current: product.name
        )
    }
}

extension ProductShow.Variant {
    fileprivate init(_ variant: Variant, _ shop: Shop) {
        options = variant.optionValues
        price = shop.format(variant.price)
        before = variant.compareAtPrice.map(shop.format)
        available = variant.availability.allows(1)
        note = StorefrontWording(shop.language).sentence(variant.availability)
        picture = variant.imageURL
    }
}

extension ProductShow.Availability {
    /// Another combination may still be had when the chosen one is not, so the button stays.
    fileprivate init(_ chosen: Variant?, of product: Product, _ wording: StorefrontWording) {
        isAvailable = product.isAvailable
        sentence =
            if let chosen { wording.sentence(chosen.availability) } else { wording.combinationMissing }
    }
}

extension StorefrontWording {
    /// Few enough to say so.
    private static var few: Int { 5 }

    func sentence(_ availability: Availability) -> String {
        switch availability {
        case .unlimited: inStock
        case .limited(...0): soldOut
        case .limited(let count) where count <= Self.few: fewLeft(count)
        case .limited: inStock
        }
    }
}

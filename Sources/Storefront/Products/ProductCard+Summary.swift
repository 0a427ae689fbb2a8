import Commerce
import HTTPSupport

extension ProductCard {
    init(_ product: ProductSummary, _ context: ShopRequestContext) {
        self.init(
            title: product.name,
            path: context.path("/products/\(product.slug)"),
            price: PriceTag(
                now: context.shop.format(product.price),
                before: product.compareAtPrice.map(context.shop.format),
                isLowest: product.hasPriceRange
            ),
            picture: product.image.map { Picture(address: $0.url, description: $0.alt) },
            isSoldOut: !product.isAvailable
        )
    }
}

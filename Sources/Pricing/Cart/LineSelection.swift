/// Which lines of a cart a rule is about: those that match any of what is named, or all where nothing is named,
/// without those that are excluded.
package struct LineSelection: Hashable, Sendable, Codable {
    /// These products.
    package var products: Set<PricingID<PricedProduct>> = []
    /// These variants.
    package var variants: Set<PricingID<PricedVariant>> = []
    /// The products of these categories.
    package var categories: Set<PricingID<PricedCategory>> = []
    /// The products with one of these tags.
    package var tags: Set<String> = []
    /// But never these products.
    package var excludedProducts: Set<PricingID<PricedProduct>> = []
    /// Nor the products of these categories.
    package var excludedCategories: Set<PricingID<PricedCategory>> = []
    /// Nor what is reduced already.
    package var excludesReduced = false

    /// All lines, until something is named or excluded.
    package init() {}

    /// All lines.
    package static let all = LineSelection()

    /// Whether the line is among them.
    package func contains(_ line: CartLine) -> Bool {
        isNamed(line) && !isExcluded(line)
    }

    private func isNamed(_ line: CartLine) -> Bool {
        if products.isEmpty && variants.isEmpty && categories.isEmpty && tags.isEmpty { return true }
        return products.contains(line.product) || variants.contains(line.variant)
            || !categories.isDisjoint(with: line.categories) || !tags.isDisjoint(with: line.tags)
    }

    private func isExcluded(_ line: CartLine) -> Bool {
        excludedProducts.contains(line.product) || !excludedCategories.isDisjoint(with: line.categories)
            || (excludesReduced && line.isReduced)
    }
}

extension LineSelection {
    /// Reads what is named; what is left out names nothing, so that `{}` is all lines.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        products = try fields.decodeIfPresent(Set.self, forKey: .products) ?? []
        variants = try fields.decodeIfPresent(Set.self, forKey: .variants) ?? []
        categories = try fields.decodeIfPresent(Set.self, forKey: .categories) ?? []
        tags = try fields.decodeIfPresent(Set.self, forKey: .tags) ?? []
        excludedProducts = try fields.decodeIfPresent(Set.self, forKey: .excludedProducts) ?? []
        excludedCategories = try fields.decodeIfPresent(Set.self, forKey: .excludedCategories) ?? []
        excludesReduced = try fields.decodeIfPresent(Bool.self, forKey: .excludesReduced) ?? false
    }
}

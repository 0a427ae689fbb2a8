import HTTPSupport

/// A price as it stands beside a product.
struct PriceTag: Sendable, Hashable {
    let now: String
    /// What it cost before, where it is reduced.
    var before: String?
    /// Whether other variants cost more.
    var isLowest = false
}

extension PriceTag {
    func view(_ wording: StorefrontWording) -> HTML {
        let old: HTML? = before.map { "<s><span class=\"sr\">\(wording.regularPrice) </span>\($0)</s>" }
        let from = HTML.when(isLowest, "<span class=\"from\">\(wording.from)</span> ")
        return """
            <span class="price\(before == nil ? "" : " reduced")">\(old)\
            <span><span class="sr">\(wording.currentPrice) </span>\(from)<span data-price>\(now)</span></span></span>
            """
    }
}

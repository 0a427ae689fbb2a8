import HTTPSupport

/// A product in a list.
struct ProductCard: Sendable, Hashable {
    let title: String
    let path: String
    let price: PriceTag
    var picture: Picture?
    var isSoldOut = false
}

extension ProductCard {
    func view(_ wording: StorefrontWording) -> HTML {
        """
        <li class="card"><a href="\(url: path)">
        <span class="frame">\(picture?.view() ?? initial)\(badge(wording))</span>
        <span class="card-title">\(title)</span>\(price.view(wording))</a></li>
        """
    }

    /// Stands in for a picture that is not there.
    private var initial: HTML {
        "<span class=\"initial\" aria-hidden=\"true\">\(String(title.prefix(1)))</span>"
    }

    private func badge(_ wording: StorefrontWording) -> HTML {
        if isSoldOut { return "<span class=\"badge muted\">\(wording.soldOut)</span>" }
        return .when(price.before != nil, "<span class=\"badge\">\(wording.sale)</span>")
    }
}

extension [ProductCard] {
    /// The cards as a grid.
    func grid(_ wording: StorefrontWording) -> HTML {
        "<ul class=\"grid\">\(map { $0.view(wording) })</ul>"
    }
}

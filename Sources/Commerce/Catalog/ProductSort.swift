/// The orders in which a list of products can be read.
package enum ProductSort: String, CaseIterable, Sendable {
    case newest
    case priceAscending = "price"
    case priceDescending = "price-desc"
}

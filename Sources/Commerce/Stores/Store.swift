package import Pricing

/// A shop, as every page of its storefront needs it.
package struct Store: Hashable, Sendable {
    package let id: ID<Store>
    package let name: String
    package let slug: String
    package let tagline: String?
    package let isOpen: Bool
    package let currency: Currency
    /// BCP 47, such as `en` or `de-AT`.
    package let language: String
    /// IANA, such as `Europe/Vienna`.
    package let timeZone: String
    package let logo: String?
    package let favicon: String?
    package let primaryColor: String?
    package let secondaryColor: String?
    package let metaTitle: String?
    package let metaDescription: String?
    package let email: String?
    package let phone: String?
    package let country: String
    /// The sites whose scripts may use the shop through the API; none for any.
    package let apiOrigins: [String]
}

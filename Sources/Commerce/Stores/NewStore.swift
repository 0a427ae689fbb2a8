package import Pricing

/// What somebody says about a store before it is opened.
package struct NewStore: Hashable, Sendable {
    package let name: String
    package let slug: StoreSlug
    /// ISO 3166's two letters.
    package let country: String
    package let currency: Currency
    /// BCP 47, such as `en` or `de-AT`.
    package let language: String
    /// IANA, such as `Europe/Vienna`.
    package let timeZone: String
    package let template: StoreTemplate
    /// Whether the sample catalogue is put on the shelf.
    package let wantsSamples: Bool

    package init(
        name: String,
        slug: StoreSlug,
        country: String,
        currency: Currency,
        language: String,
        timeZone: String,
        template: StoreTemplate = .calm,
        wantsSamples: Bool = false
    ) {
        self.name = name
        self.slug = slug
        self.country = country
        self.currency = currency
        self.language = language
        self.timeZone = timeZone
        self.template = template
        self.wantsSamples = wantsSamples
    }
}

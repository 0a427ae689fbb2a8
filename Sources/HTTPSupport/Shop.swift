package import Commerce
package import Pricing

/// The shop that a request is for, with what every page of it shows.
package struct Shop: Sendable, Hashable {
    /// Its identity.
    package let id: ID<Store>
    /// Its name.
    package let name: String
    /// Its place in addresses.
    package let slug: String
    /// The language of its pages.
    package let language: Language
    /// What its prices are in.
    package let currency: Currency
    /// IANA, such as `Europe/Vienna`.
    package var timeZone = "UTC"
    /// ISO 3166's two letters.
    package var country = ""
    /// One sentence about the shop; empty where the owner has written none.
    package var tagline = ""
    /// What search engines and the first page say about it.
    package var description = ""
    /// Where shoppers can write to.
    package var email: String?
    /// Where shoppers can call.
    package var phone: String?
    /// The address of its logo.
    package var logo: String?
    /// The sites whose scripts may use it through the API; none for any.
    package var apiOrigins: [String] = []
    /// Its colours.
    package var colours = ShopColours.standard

    /// A shop with nothing but what it must have.
    package init(id: ID<Store>, name: String, slug: String, language: Language, currency: Currency) {
        self.id = id
        self.name = name
        self.slug = slug
        self.language = language
        self.currency = currency
    }

    /// The shop as the database knows it.
    package init(_ store: Store) {
        self.init(
            id: store.id,
            name: store.name,
            slug: store.slug,
            language: Language(tag: store.language),
            currency: store.currency
        )
        timeZone = store.timeZone
        country = store.country
        tagline = store.tagline ?? ""
        description = store.metaDescription ?? ""
        email = store.email
        phone = store.phone
        logo = store.logo
        apiOrigins = store.apiOrigins
        colours = ShopColours(primary: store.primaryColor, secondary: store.secondaryColor)
    }
}

extension Shop {
    /// An amount as the shop's language writes it.
    package func format(_ amount: Money) -> String {
        MoneyStyle(language: language.tag).format(amount)
    }
}

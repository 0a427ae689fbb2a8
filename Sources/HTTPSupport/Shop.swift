package import Commerce
package import Pricing

/// The shop that a request is for, with what every page of it shows.
package struct Shop: Sendable, Hashable {
    package let id: ID<Store>
    package let name: String
    package let slug: String
    package let language: Language
    package let currency: Currency
    /// One sentence about the shop; empty where the owner has written none.
    package let tagline: String
    package let email: String?
    package let phone: String?
    package let logo: String?
    package let colours: ShopColours

    package init(
        id: ID<Store>,
        name: String,
        slug: String,
        language: Language,
        currency: Currency,
        tagline: String = "",
        email: String? = nil,
        phone: String? = nil,
        logo: String? = nil,
        colours: ShopColours = .standard
    ) {
        self.id = id
        self.name = name
        self.slug = slug
        self.language = language
        self.currency = currency
        self.tagline = tagline
        self.email = email
        self.phone = phone
        self.logo = logo
        self.colours = colours
    }
}

extension Shop {
    /// An amount as the shop's language writes it.
    package func format(_ amount: Money) -> String {
        MoneyStyle(language: language.tag).format(amount)
    }
}

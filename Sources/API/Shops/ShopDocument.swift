import Commerce
import HTTPSupport
import Pricing

extension ShopAPI {
    /// What the shop says about itself.
    var shopOperations: [Operation<ShopRequestContext>] { [showShop] }

    private var showShop: Operation<ShopRequestContext> {
        OperationDescription.get("", "showShop", "The shop")
            .answers(ShopDocument.schema)
            .sparse()
            .tagged()
            .done { call in try .tagged(ShopDocument(call.context.shop)) }
    }
}

/// A shop as a storefront needs it.
struct ShopDocument: Encodable {
    let name: String
    let slug: String
    let tagline: String
    let description: String
    let language: String
    let currency: String
    let country: String
    let timeZone: String
    @OrNull private(set) var email: String?
    @OrNull private(set) var phone: String?
    @OrNull private(set) var logo: String?

    init(_ shop: Shop) {
        name = shop.name
        slug = shop.slug
        tagline = shop.tagline
        description = shop.description
        language = shop.language.tag
        currency = shop.currency.code
        country = shop.country
        timeZone = shop.timeZone
        email = shop.email
        phone = shop.phone
        logo = shop.logo
    }

    static let schema = JSONSchema.answer(
        "Shop",
        [
            .required("name", .text()),
            .required("slug", .text()),
            .required("tagline", .text(), "One sentence, or nothing."),
            .required("description", .text(), "What search engines say about it, or nothing."),
            .required("language", .text(), "BCP 47."),
            .required("currency", .text(matching: "[A-Z]{3}"), "All its amounts are in it (ISO 4217)."),
            .required("country", .text(), "ISO 3166's two letters."),
            .required("time_zone", .text(), "IANA."),
            .required("email", .text().orNull),
            .required("phone", .text().orNull),
            .required("logo", .text().orNull, "The address of a picture."),
        ])
}

import Commerce
import Foundation
import HTTPSupport
import Pricing

/// A cart with the prices and the stock of now.
struct CartDocument: Encodable {
    let token: String
    let items: [Item]
    let quantity: Int
    let subtotal: String
    let currency: String

    init(_ cart: Cart, token: String, _ shop: Shop) throws {
        self.token = token
        let totals = try cart.items.map { try $0.unitPrice * $0.quantity }
        items = zip(cart.items, totals).map { Item($0, total: $1) }
        quantity = cart.quantity
        subtotal = try Money.sum(totals, in: shop.currency).plain
        currency = shop.currency.code
    }

    static let schema = JSONSchema.answer(
        "Cart",
        [
            .required("token", .text(), "What to send as `Cart-Token`."),
            .required("items", .list(of: Item.schema)),
            .required("quantity", .integer(), "Pieces of all items."),
            .required("subtotal", .amount, "Before discounts, shipping and taxes that are added."),
            .required("currency", .text(matching: "[A-Z]{3}")),
        ])

    struct Item: Encodable {
        let product: String
        let variant: String
        let name: String
        @OrNull private(set) var variantTitle: String?
        @OrNull private(set) var sku: String?
        let slug: String
        @OrNull private(set) var image: String?
        let unitPrice: String
        let quantity: Int
        let total: String
        let availability: String
        @OrNull private(set) var left: Int?

        init(_ item: CartItem, total: Money) {
            product = item.product.description
            variant = item.variant.description
            name = item.name
            variantTitle = item.variantTitle
            sku = item.sku
            slug = item.slug
            image = item.image
            unitPrice = item.unitPrice.plain
            quantity = item.quantity
            self.total = total.plain
            (availability, left) = item.availability.words
        }

        static let schema = JSONSchema.answer(
            "CartItem",
            [
                .required("product", .text(.uuid)),
                .required("variant", .text(.uuid), "The item's name in addresses."),
                .required("name", .text()),
                .required("variant_title", .text().orNull),
                .required("sku", .text().orNull),
                .required("slug", .text(), "Of the product."),
                .required("image", .text().orNull),
                .required("unit_price", .amount),
                .required("quantity", .integer()),
                .required("total", .amount),
                .required(
                    "availability", .choice(["available", "short", "withdrawn"]),
                    "`short`: fewer are `left` than the cart holds. `withdrawn`: no longer sold."),
                .required("left", .integer().orNull, "Where it is short."),
            ])
    }
}

extension CartItem.Availability {
    fileprivate var words: (String, Int?) {
        switch self {
        case .available: ("available", nil)
        case .short(let left): ("short", left)
        case .withdrawn: ("withdrawn", nil)
        }
    }
}

/// What is put into a cart.
struct CartItemBody: Decodable {
    let variant: UUID
    let quantity: Int

    static let schema = JSONSchema.input(
        "CartItemInput",
        [.required("variant", .text(.uuid)), .required("quantity", .integer(1...Cart.quantityLimit))])
}

/// How many pieces there should be.
struct CartQuantityBody: Decodable {
    let quantity: Int

    static let schema = JSONSchema.input(
        "CartQuantityInput", [.required("quantity", .integer(0...Cart.quantityLimit), "Zero takes the item out.")])
}

import Commerce
import HTTPSupport
import Postgres
import Pricing

extension ShopAPI {
    var quoteCart: Operation<ShopRequestContext> {
        OperationDescription.post("/cart/quotes", "quoteCart", "What the cart would cost")
            .explained("Nothing is ordered or held. The more is said about the buyer, the surer the price.")
            .takes(CartToken.parameter)
            .takes(body: QuoteBody.schema)
            .answers(QuoteDocument.schema)
            .fails(CartToken.Refusal.self, CheckoutError.self)
            .done { call in
                let (cart, body, store) = (
                    try CartToken.cart(call), try call.decode(QuoteBody.self), call.context.shop.id
                )
                // The program itself looks, since promotions are no visitor's to read; the cart is the one of the token.
                let checkout = try await database.transaction(as: .service(store: store)) { db in
                    try await ShowCheckout.run(cart, for: body.buyer, in: store, on: db)
                }
                return try .document(QuoteDocument(checkout.quote))
            }
    }
}

/// As much of a buyer as is known while he looks.
struct QuoteBody: Decodable {
    let codes: [String]?
    let email: String?
    let country: String?
    let region: String?
    let postalCode: String?

    var buyer: BuyerFacts {
        BuyerFacts(
            codes: codes ?? [],
            email: email,
            destination: country.map { Destination(country: $0, region: region, postcode: postalCode) }
        )
    }

    static let schema = JSONSchema.input(
        "QuoteInput",
        [
            .optional("codes", .codes, "For discounts."),
            .optional("email", .text(1...254).orNull),
            .optional("country", .text(matching: "[A-Z]{2}").orNull, "ISO 3166's two letters."),
            .optional("region", .text(0...200).orNull),
            .optional("postal_code", .text(0...200).orNull),
        ])
}

extension JSONSchema {
    static let codes = JSONSchema.list(of: .text(1...40), 0...BuyerFacts.codeLimit)
}

/// What a cart would cost, sum by sum.
struct QuoteDocument: Encodable {
    let subtotal: String
    let discount: String
    let shipping: String
    let tax: String
    let includedTax: String
    let total: String
    let currency: String
    let discounts: [Discount]
    let refusedCodes: [String]

    init(_ quote: CheckoutQuote) {
        let totals = quote.totals
        subtotal = totals.subtotal.plain
        discount = totals.discount.plain
        shipping = totals.shipping.plain
        tax = totals.tax.plain
        includedTax = quote.includedTax.plain
        total = totals.total.plain
        currency = totals.total.currency.code
        discounts = quote.price.promotions.filter { !$0.goods.isZero }.map(Discount.init)
        refusedCodes = quote.refusedCodes.compactMap(\.code)
    }

    static let schema = JSONSchema.answer(
        "Quote",
        [
            .required("subtotal", .amount, "The goods before discounts."),
            .required("discount", .amount),
            .required("shipping", .amount),
            .required("tax", .amount, "On top of the prices; zero where they hold it."),
            .required("included_tax", .amount, "In the prices."),
            .required("total", .amount, "What to send as `expected_total` with the order."),
            .required("currency", .text(matching: "[A-Z]{3}")),
            .required("discounts", .list(of: Discount.schema), "Why it is cheaper."),
            .required("refused_codes", .list(of: .text()), "Codes that give nothing."),
        ])

    struct Discount: Encodable {
        let name: String
        @OrNull private(set) var code: String?
        let amount: String

        init(_ applied: AppliedPromotion) {
            name = applied.name
            code = applied.code
            amount = applied.goods.plain
        }

        static let schema = JSONSchema.answer(
            "Discount",
            [.required("name", .text()), .required("code", .text().orNull), .required("amount", .amount)])
    }
}

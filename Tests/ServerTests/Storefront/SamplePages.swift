import Commerce
import Foundation
import HTTPSupport
import Pricing

@testable import Storefront

/// Pages filled with what a small pottery could sell, to look at and to test views with.
enum SamplePages {
    static let shop = {
        var shop = Shop(id: ID(UUID()), name: "Hearth & Clay", slug: "demo", language: .english, currency: .eur)
        shop.tagline = "Stoneware, linen and light for slow mornings."
        shop.email = "hello@hearth.test"
        shop.phone = "+49 30 5550"
        shop.colours = ShopColours(primary: "#2f4a3c", secondary: "#c98b5e")
        return shop
    }()

    static let chrome = StorefrontChrome(
        shop: shop,
        basePath: "/s/demo",
        navigation: ["Tableware", "Vases", "Textiles", "Lighting"].map {
            Link(title: $0, path: "/s/demo/categories/\($0.lowercased())")
        },
        cartCount: 2
    )

    static let cards = [
        ("Morning cup", "€24.00", nil, false), ("Ribbed carafe", "€58.00", "€72.00", false),
        ("Linen table runner in oat", "€45.00", nil, false), ("Bud vase, set of three", "€64.00", nil, true),
        ("Deep pasta bowl", "€32.00", nil, false), ("Beeswax candle", "€18.00", nil, false),
        ("Washed linen napkins", "€38.00", "€44.00", false), ("Table lamp ‘Dune’", "€189.00", nil, false),
    ].enumerated().map { index, item in
        ProductCard(
            title: item.0,
            path: "/s/demo/products/\(index)",
            price: PriceTag(now: item.1, before: item.2, isLowest: index == 4),
            picture: index == 5 ? nil : picture(index, item.0),
            isSoldOut: item.3
        )
    }

    static func picture(_ index: Int, _ description: String) -> Picture {
        Picture(address: "/preview/\(index % 6).svg", description: description)
    }

    static let home = HomeShow.Model(
        headline: "Made slowly, for every day",
        introduction: shop.tagline,
        hero: cards[1],
        featured: Array(cards.prefix(4)),
        newest: Array(cards.suffix(4)),
        categories: ["Tableware", "Vases", "Textiles"].enumerated().map { index, title in
            HomeShow.CategoryTile(title: title, path: "/s/demo/categories/\(index)", picture: picture(index + 2, ""))
        },
        promises: [Promise(icon: .parcel, sentence: "Delivery €4.90, free from €60.00")]
    )

    static let list = ProductList.Model(
        title: "Tableware",
        introduction: "Plates, bowls and cups, thrown and glazed by hand.",
        breadcrumbs: Breadcrumbs(steps: [Link(title: "Home", path: "/s/demo/")], current: "Tableware"),
        products: cards,
        path: "/s/demo/categories/tableware",
        sorting: [
            ProductList.SortChoice(value: "newest", title: "Newest", isChosen: true),
            ProductList.SortChoice(value: "price", title: "Price, low to high", isChosen: false),
        ],
        nextPage: "/s/demo/categories/tableware?after=x"
    )

    static let product = ProductShow.Model(
        title: "Ribbed carafe",
        breadcrumbs: Breadcrumbs(
            steps: [Link(title: "Home", path: "/s/demo/"), Link(title: "Tableware", path: "/s/demo/categories/t")],
            current: "Ribbed carafe"
        ),
        pictures: (1..<4).map { picture($0, "Ribbed carafe, view \($0)") },
        price: PriceTag(now: "€58.00", before: "€72.00"),
        summary: "Holds a litre of water, wine or wild flowers.",
        description: HTML(
            sanitised: "<p>Thrown in one piece and fired twice. The ribs keep wet hands from slipping.</p>"
                + "<ul><li>Stoneware, food safe</li><li>24 cm high, 1 litre</li><li>Dishwasher safe</li></ul>"
        ),
        options: [
            ProductShow.Option(name: "Glaze", field: "option1", values: ["Chalk", "Moss", "Ink"], chosen: "Chalk"),
            ProductShow.Option(name: "Size", field: "option2", values: ["0.5 l", "1 l"], chosen: "1 l"),
        ],
        variants: [],
        availability: ProductShow.Availability(isAvailable: true, sentence: "In stock, ready to ship"),
        articleNumber: "CRF-100-CH",
        productSlug: "ribbed-carafe",
        addPath: "/s/demo/cart/lines"
    )

    static let cart = CartShow.Model(
        lines: [
            CartShow.Line(
                id: "1", title: "Ribbed carafe", variant: "Chalk / 1 l", path: "/s/demo/products/1",
                picture: picture(1, ""), quantity: 1, unitPrice: "€58.00", total: "€58.00"
            ),
            CartShow.Line(
                id: "2", title: "Bud vase, set of three", variant: "", path: "/s/demo/products/3",
                picture: picture(3, ""), quantity: 4, unitPrice: "€64.00", total: "€256.00",
                problem: chrome.wording.notEnoughStock
            ),
        ],
        subtotal: "€314.00",
        canCheckOut: true,
        notice: .done(chrome.wording.added)
    )

    static let summary = OrderSummary(
        lines: [
            OrderSummary.Line(
                title: "Ribbed carafe", variant: "Chalk / 1 l", quantity: 1, total: "€58.00", picture: picture(1, "")
            ),
            OrderSummary.Line(title: "Morning cup", variant: "", quantity: 2, total: "€48.00", picture: picture(0, "")),
        ],
        sums: [
            OrderSummary.Sum(label: "Subtotal", amount: "€106.00"), OrderSummary.Sum(label: "Shipping", amount: "Free"),
            OrderSummary.Sum(label: "Tax", amount: "€0.00"),
        ],
        total: "€106.00"
    )

    static let checkout = CheckoutNew.Model(
        input: CheckoutInput(
            texts: [.email: "ada@example", .shippingName: "Ada Lovelace", .shippingCountry: "DE"],
            idempotencyKey: "0198c0de-0000-7000-8000-000000000001"
        ),
        problems: [.email: .malformed, .shippingLine1: .missing, .shippingCity: .missing],
        summary: summary,
        formToken: "token",
        paysByCard: false,
        notice: .problem(chrome.wording.pleaseCorrect)
    )

    static let order = OrderStatusShow.Model(
        number: "HC1042",
        placed: "23 November 2026",
        payment: OrderStatusShow.Payment(
            title: chrome.wording.paymentDue,
            isPaid: false,
            instructions: chrome.wording.manualInstructions
        ),
        steps: [("Placed", true), ("Paid", false), ("Shipped", false), ("Delivered", false)]
            .map { OrderStatusShow.Step(title: $0.0, isDone: $0.1) },
        isCancelled: false,
        addressLines: ["Ada Lovelace", "Torstraße 1", "10119 Berlin", "Germany"],
        email: "ada@example.com",
        summary: summary
    )

    static let payment = PaymentShow.Model(
        orderNumber: "HC1042",
        amount: "€106.00",
        publishableKey: "pk_test_1",
        clientSecret: "secret",
        returnAddress: "http://localhost:8080/s/demo/orders/t/return",
        payPath: "/s/demo/orders/t/payments",
        statusPath: "/s/demo/orders/t",
        formToken: "token",
        isTest: true,
        summary: summary
    )

    static let all: [String: HTML] = [
        "home": home.view(chrome), "list": list.view(chrome), "product": product.view(chrome),
        "cart": cart.view(chrome), "checkout": checkout.view(chrome), "order": order.view(chrome),
        "payment": payment.view(chrome),
        "problem": ProblemShow(problem: .notFound, requestID: "1").view(chrome),
    ]
}

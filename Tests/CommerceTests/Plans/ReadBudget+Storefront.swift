import Foundation
import Postgres
import Pricing

@testable import Commerce

extension ReadBudget {
    /// What a visitor's pages read, the app's own look-ups of actor and store included.
    static let storefront = browsing + searching + buying

    private static let browsing = [
        ReadBudget("the home page", rows: 160, pages: 450) { store in
            try await store.visiting { db in
                try await BrowseCatalogue.featured(in: store.id, limit: 9, on: db).count
                    + BrowseCatalogue.products(in: store.id, size: 17, on: db).items.count
                    + BrowseCatalogue.topmostCategories(in: store.id, limit: 6, on: db).count
                    + (CheckoutTerms.find(store.id, on: db) == nil ? 0 : 1)
            }
        },
        ReadBudget("the newest products", rows: 120, pages: 350) { try await $0.list(.newest) },
        ReadBudget("the cheapest products", rows: 120, pages: 350) { try await $0.list(.priceAscending) },
        ReadBudget("the dearest products", rows: 120, pages: 350) { try await $0.list(.priceDescending) },
        ReadBudget("the second page, newest first", rows: 120, pages: 350) { try await $0.list(.newest, after: 150) },
        ReadBudget("the second page, cheapest first", rows: 120, pages: 350) {
            try await $0.list(.priceAscending, after: 150)
        },
        ReadBudget("the second page, dearest first", rows: 120, pages: 350) {
            try await $0.list(.priceDescending, after: 150)
        },
        ReadBudget("a category's page", rows: 140, pages: 400) { store in
            try await store.visiting { db in
                let category = try await BrowseCatalogue.category(slug: "category-2", in: store.id, on: db)
                return try await BrowseCatalogue.products(in: store.id, category: category?.id, size: 24, on: db)
                    .items.count
            }
        },
        ReadBudget("a category's second page by price", rows: 110, pages: 250) { store in
            try await store.visiting { db in
                try await BrowseCatalogue.products(
                    in: store.id, category: store.category(2), sort: .priceAscending, after: store.product(101),
                    size: 24, on: db
                ).items.count
            }
        },
        ReadBudget("what stands around a page", rows: 25, pages: 35) { store in
            try await store.visiting { try await ShopFrame.fetch(store.cart, in: store.id, on: $0).pieces }
        },
        ReadBudget("a product's page", rows: 45, pages: 130) { store in
            try await store.visiting { db in
                guard let product = try await BrowseCatalogue.product(slug: "product-41", in: store.id, on: db)
                else { return 0 }
                return try await product.variants.count
                    + BrowseCatalogue.related(to: product.id, in: store.id, limit: 4, on: db).count
            }
        },
        ReadBudget("a product's former address", rows: 10, pages: 20) { store in
            try await store.visiting { db in
                let slug = try await BrowseCatalogue.currentSlug(ofProduct: "formerly-3", in: store.id, on: db)
                return slug == nil ? 0 : 1
            }
        },
        ReadBudget("a shop by its name", rows: 10, pages: 15) { store in
            try await FindStore(database: store.database)(store.slug) == nil ? 0 : 1
        },
        ReadBudget("a shop by its domain", rows: 10, pages: 20) { store in
            try await FindStore(database: store.database)("\(store.slug).example.test") == nil ? 0 : 1
        },
    ]

    private static let searching = [
        ReadBudget("a search for a word of all products", rows: 700, pages: 900, index: "idx_products_search") {
            try await $0.search("hand")
        },
        ReadBudget("a search for a word of one product", rows: 15, pages: 60, index: "idx_products_search") {
            try await $0.search("zeppelin")
        },
        ReadBudget("a search for two words", rows: 20, pages: 100, index: "idx_products_search") {
            try await $0.search("green lamp")
        },
        ReadBudget("a search for the beginning of a word", rows: 15, pages: 60, index: "idx_products_search") {
            try await $0.search("zepp")
        },
        ReadBudget("a search with a typing error", rows: 15, pages: 70, index: "products_name_similar") {
            try await $0.search("zepelin")
        },
        ReadBudget("a search's first two pages", rows: 1350, pages: 1800, index: "idx_products_search") { store in
            try await store.visiting { db in
                let first = try await BrowseCatalogue.search("hand", in: store.id, size: 24, on: db)
                return try await BrowseCatalogue.search("hand", in: store.id, after: first.next, size: 24, on: db)
                    .items.count
            }
        },
    ]

    private static let buying = [
        ReadBudget("a cart", rows: 25, pages: 80) { store in
            try await store.visiting { try await ShowCart.run(store.cart, in: store.id, on: $0).items.count }
        },
        ReadBudget("a checkout's page", rows: 25, pages: 80) { store in
            try await store.serving { try await ShowCheckout.run(store.cart, in: store.id, on: $0).items.count }
        },
        ReadBudget("another piece in the cart", rows: 20, pages: 80) { store in
            try await store.visiting { db in
                try await AddToCart.run(store.variant(9), quantity: 1, to: store.cart, in: store.id, on: db)
                return 1
            }
        },
        ReadBudget("an order's status page", rows: 15, pages: 35) { try await $0.orderStatus() },
        ReadBudget("an order placed", rows: 350, pages: 1000) { try await $0.placeOrder() },
    ]
}

extension SeededStore {
    fileprivate func list(_ sort: ProductSort, after position: Int? = nil) async throws -> Int {
        try await visiting { db in
            try await BrowseCatalogue.products(in: id, sort: sort, after: position.map(product), size: 24, on: db)
                .items.count
        }
    }

    fileprivate func search(_ words: String) async throws -> Int {
        try await visiting { try await BrowseCatalogue.search(words, in: id, size: 24, on: $0).items.count }
    }

    fileprivate func orderStatus() async throws -> Int {
        let text = "token-of-an-order-" + String(format: "%08d%08d", number, 3)
        guard let token = OrderToken(text) else { return 0 }
        return try await database.transaction(as: .visitor(store: id, order: token)) { db in
            try await ShowOrderStatus.run(token, in: id, on: db)?.lines.count ?? 0
        }
    }

    fileprivate func placeOrder() async throws -> Int {
        let form = CheckoutForm(
            email: "ann@example.test",
            shippingAddress: Address(name: "Ann Buyer", line1: "1 High Street", city: "Springfield", country: "US"),
            // Three products and their delivery.
            expectedTotal: Money(minorUnits: 242_00, .usd),
            payment: .manual
        )
        let start = StartPayment(database: database, provider: UnimplementedProvider(), vault: Shop.vault)
        let place = PlaceOrder(database: database, startPayment: start, ids: .timeOrdered)
        let cart = CartSession(rawValue: "guest-\(number)-2")
        guard let key = IdempotencyKey("submission-of-store-\(number)") else { return 0 }
        _ = try await place(form, key: key, cart: cart, in: id)
        return 1
    }
}

import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct StoresTogetherTests {
    /// Another store of the same owner with an order of today and one of two weeks ago.
    private func addStore(_ slug: String, currency: String, _ shop: WebShop) async throws {
        let (store, customer) = (UUID(), UUID())
        try await shop.administrator.execute(
            """
            INSERT INTO stores (id, store_owner_id, store_name, store_slug, currency)
            VALUES (\(store), \(shop.owner.id), \("Store " + slug), \(slug), \(currency))
            """
        )
        try await shop.administrator.execute(
            "INSERT INTO customers (id, store_id, email) VALUES (\(customer), \(store), 'ann@example.test')")
        for (number, days) in [(1, 0), (2, 14), (3, 45)] {
            try await shop.administrator.execute(
                """
                INSERT INTO orders (store_id, customer_id, order_number, status, payment_status, subtotal, total_amount,
                    currency, email, created_at)
                VALUES (\(store), \(customer), \("X\(number)"), 'processing', 'paid', 100, 100, \(currency),
                    'ann@example.test', now() - \(days) * interval '1 day')
                """
            )
        }
    }

    @Test func `figures of all stores stand together for each currency, and each store is one click away`() async throws
    {
        let shop = try await WebShop.open()
        try await shop.upgrade("enterprise")
        for (slug, currency) in [("one", "EUR"), ("two", "EUR"), ("three", "JPY")] {
            try await addStore(slug, currency: currency, shop)
        }

        try await shop.manage { browser in
            let page = try await browser.get("/dashboard")

            #expect(page.status == .ok)
            #expect(page.body.contains("All stores in EUR"))
            #expect(page.body.contains("All stores in JPY"))
            // Two stores' orders of today, and those of thirty days.
            #expect(page.body.contains("€200.00"), "\(page.body)")
            #expect(page.body.contains("€400.00"))
            #expect(!page.body.contains("€600.00"))
            for slug in ["demo", "one", "two", "three"] {
                let link = "href=\"/dashboard/stores/\(slug)\""
                #expect(page.body.contains(link))
                #expect(try await browser.get("/dashboard/stores/\(slug)").status == .ok)
            }
        }
    }
}

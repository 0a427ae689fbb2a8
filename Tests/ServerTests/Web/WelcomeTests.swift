import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct WelcomeTests {
    @Test func `the first page sells the plans as the table has them, and leads to the door`() async throws {
        let shop = try await WebShop.open()
        try await shop.administrator.execute(
            "UPDATE plan_limits SET products_per_store = 1234, price = 21 WHERE plan_type = 'starter'")

        try await shop.visit { browser in
            let page = try await browser.get("/")

            #expect(page.status == .ok)
            #expect(page.body.contains("$21.00"))
            #expect(page.body.contains("1,234 products in each"))
            #expect(page.body.contains("href=\"/dashboard/sign-up\""))
            #expect(page.body.contains("href=\"/dashboard/sign-in\""))
            #expect(page.body.contains("href=\"/s/demo\""))
            #expect(!page.body.contains("<script"))
        }
    }
}

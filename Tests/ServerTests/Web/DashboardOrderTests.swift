import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct DashboardOrderTests {
    @Test func `a bought mug is an order to look at`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            try await shop.buyMugs(2, browser)
            let list = try await browser.get(shop.room("/orders"))
            let order = try await browser.get(try await shop.newestOrder(browser))

            #expect(list.body.contains("Ann Buyer") || list.body.contains("ann@example.test"))
            #expect(list.body.contains("$45.00"))
            #expect(order.body.contains("Morning mug"))
            #expect(order.body.contains("1 High Street"))
            #expect(order.body.contains("Payment due"))
        }
    }

    @Test func `an order is paid, shipped and delivered by its buttons`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            try await shop.buyMugs(2, browser)
            let path = try await shop.newestOrder(browser)
            for (event, state) in [("paid", "To ship"), ("shipped", "Shipped"), ("delivered", "Delivered")] {
                let order = try await browser.get(path)
                let fields = ["form_token": order.hidden("form_token"), "event": event]
                let answer = try await browser.post(path + "/events", fields)
                let after = try await browser.get(path)

                #expect(answer.headers[.location] == path, "\(answer.body)")
                #expect(after.body.contains(state))
                #expect(after.body.contains("Paid"))
            }
        }
        #expect(try await shop.stock(of: shop.mug) == 8)
    }

    @Test func `a cancelled order gives its stock back and stays cancelled`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            try await shop.buyMugs(3, browser)
            let path = try await shop.newestOrder(browser)
            let token = try await browser.get(path).hidden("form_token")
            let cancelled = try await browser.post(path + "/events", ["form_token": token, "event": "cancelled"])
            let shipped = try await browser.post(path + "/events", ["form_token": token, "event": "shipped"])

            #expect(cancelled.status == .seeOther)
            #expect(shipped.status == .conflict)
            #expect(shipped.body.contains("Cancelled"))
            #expect(shipped.body.contains("role=\"alert\""))
        }
        #expect(try await shop.stock(of: shop.mug) == 10)
    }

    @Test func `a form that we did not render changes no order`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            try await shop.buyMugs(1, browser)
            let path = try await shop.newestOrder(browser)
            let token = try await browser.get(path).hidden("form_token")
            let origin: HTTPFields = [.origin: "https://evil.example"]
            let forged = try await browser.post(path + "/events", ["form_token": "x", "event": "paid"])
            let foreign = try await browser.post(
                path + "/events", ["form_token": token, "event": "paid"], headers: origin)
            let unknown = try await browser.post(path + "/events", ["form_token": token, "event": "stolen"])
            let after = try await browser.get(path)

            #expect(forged.status == .forbidden)
            #expect(foreign.status == .forbidden)
            #expect(unknown.status == .badRequest)
            #expect(after.body.contains("Payment due"))
        }
    }

    @Test func `another owner's store and order are not found`() async throws {
        let mine = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        try await other.visit { browser in try await other.buyMugs(1, browser) }
        let row = try await other.administrator.one("SELECT id FROM orders WHERE store_id = \(other.store)")
        let order: ID<Order> = try row.decode("id")

        try await mine.manage { browser in
            let token = try await browser.get(mine.room("/orders")).hidden("form_token")
            let paid = ["form_token": token, "event": "paid"]
            for path in [other.room("/orders"), other.room("/orders/\(order)"), mine.room("/orders/\(order)")] {
                let answer = try await browser.get(path)
                #expect(answer.status == .notFound, "\(path)")
                #expect(!answer.body.contains("ann@example.test"))
            }
            for path in [other.room("/orders/\(order)/events"), mine.room("/orders/\(order)/events")] {
                let answer = try await browser.post(path, paid)
                #expect(answer.status == .notFound, "\(path)")
            }
        }
        let after = try await other.administrator.one("SELECT payment_status FROM orders WHERE id = \(order)")
        #expect(try after.decode("payment_status", as: String.self) == "pending")
    }

    @Test(arguments: [
        "/orders/none", "/orders/%00", "/orders?after=x", "/orders?after=1,2", "/products?after=x", "/nowhere",
    ])
    func `what is not there is a page that says so`(path: String) async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let answer = try await browser.get(shop.room(path))

            #expect(answer.status == .notFound)
            #expect(answer.body.contains("We could not find this page"))
        }
    }

    @Test func `orders are found by buyer and by state`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            try await shop.buyMugs(1, browser)
            let byName = try await browser.get(shop.room("/orders?q=ann@example.test"))
            let byNothing = try await browser.get(shop.room("/orders?q=nobody"))
            let byState = try await browser.get(shop.room("/orders?status=delivered"))

            #expect(byName.body.contains("$25.00"))
            #expect(byNothing.body.contains("No order matches"))
            #expect(byState.body.contains("No order matches"))
        }
    }
}

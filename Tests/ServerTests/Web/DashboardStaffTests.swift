import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct DashboardStaffTests {
    @Test func `a read-only colleague looks at orders and changes none`() async throws {
        let shop = try await WebShop.open()
        let reader = try await shop.addStaff(.readOnly)
        try await shop.visit { browser in try await shop.buyMugs(1, browser) }

        try await shop.work(as: reader.email) { browser in
            let path = try await shop.newestOrder(browser)
            let order = try await browser.get(path)
            let token = try await browser.get(shop.room("/orders")).hidden("form_token")
            let refused = try await browser.post(path + "/events", ["form_token": token, "event": "paid"])

            #expect(order.body.contains("Morning mug"))
            #expect(!order.body.contains("Mark as paid"))
            #expect(refused.status == .forbidden)
            #expect(refused.body.contains("Your role does not allow this"))
        }
        let row = try await shop.administrator.one("SELECT payment_status FROM orders")
        #expect(try row.decode("payment_status", as: String.self) == "pending")
    }

    @Test func `support ships an order, and the order tells who it was`() async throws {
        let shop = try await WebShop.open()
        let helper = try await shop.addStaff(.support)
        try await shop.visit { browser in try await shop.buyMugs(1, browser) }

        try await shop.work(as: helper.email) { browser in
            let path = try await shop.newestOrder(browser)
            let token = try await browser.get(path).hidden("form_token")
            let paid = try await browser.post(path + "/events", ["form_token": token, "event": "paid"])
            #expect(paid.status == .seeOther, "\(paid.body)")
        }
        let event = try await shop.administrator.one("SELECT actor_id FROM order_events WHERE kind = 'paid'")
        #expect(try event.decode("actor_id") == helper.id)
    }

    @Test(arguments: [StaffRole.fulfilment, .support, .readOnly])
    func `who may not change products reads them`(role: StaffRole) async throws {
        let shop = try await WebShop.open()
        let person = try await shop.addStaff(role)

        try await shop.work(as: person.email) { browser in
            let path = try await shop.product("Morning mug", browser)
            let page = try await browser.get(path)
            let sent = ["form_token": page.hidden("form_token"), "name": "Stolen mug"]
            let refused = try await browser.post(path, sent)

            #expect(page.body.contains("<fieldset class=\"plain\" disabled>"))
            #expect(refused.status == .forbidden)
        }
    }

    @Test func `a manager changes a product`() async throws {
        let shop = try await WebShop.open()
        let manager = try await shop.addStaff(.manager)

        try await shop.work(as: manager.email) { browser in
            let path = try await shop.product("Morning mug", browser)
            let page = try await browser.get(path)
            let mug = shop.mug
            let sent = [
                "form_token": page.hidden("form_token"), "name": "Evening mug", "is_active": "yes",
                "price-\(mug)": "21", "before-\(mug)": "", "stock-\(mug)": "10", "expected-\(mug)": "10",
            ]
            let saved = try await browser.post(path, sent)
            #expect(saved.status == .seeOther, "\(saved.body)")
        }
    }

    @Test func `a colleague of one store does not find another`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        let manager = try await shop.addStaff(.manager)

        try await shop.work(as: manager.email) { browser in
            for room in ["", "/orders", "/products"] {
                let mine = try await browser.get(shop.room(room))
                let foreign = try await browser.get(other.room(room))
                #expect(mine.status == .ok)
                #expect(foreign.status == .notFound)
            }
        }
    }

    @Test func `whoever is removed is out with the next click`() async throws {
        let shop = try await WebShop.open()
        let manager = try await shop.addStaff(.manager)

        try await shop.work(as: manager.email) { browser in
            let before = try await browser.get(shop.room("/orders"))
            try await shop.administrator.execute("DELETE FROM staff WHERE user_id = \(manager.id)")
            let after = try await browser.get(shop.room("/orders"))

            #expect(before.status == .ok)
            #expect(after.status == .notFound)
        }
    }
}

@Suite(.database) struct DashboardHistoryTests {
    @Test(arguments: [(StaffRole.manager, true), (.support, false)])
    func `the way to what happened stands only where it may be read`(role: StaffRole, mayRead: Bool) async throws {
        let shop = try await WebShop.open()
        let person = try await shop.addStaff(role)

        try await shop.work(as: person.email) { browser in
            let buyer = Browser(client: browser.client, shop: shop.slug)
            try await shop.buyMugs(1, buyer)
            for path in [try await shop.newestOrder(browser), try await shop.product("Morning mug", browser)] {
                let page = try await browser.get(path)
                #expect(page.status == .ok)
                #expect(page.body.contains(">History</a>") == mayRead, "\(path)")
            }
        }
    }
}

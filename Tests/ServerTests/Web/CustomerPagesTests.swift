import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

@Suite(.database) struct CustomerPagesTests {
    /// A customer of the shop with an order of so much.
    private func customer(
        _ shop: WebShop, _ email: String, name: String = "Ada", spent: Int = 0, orders: Int = 1,
        status: String = "delivered", account: Bool = false
    ) async throws -> ID<Customer> {
        let id = ID<Customer>(UUID())
        try await shop.administrator.execute(
            "INSERT INTO customers (id, store_id, email, first_name) VALUES (\(id), \(shop.store), \(email), \(name))")
        for number in 0..<orders {
            try await shop.administrator.execute(
                """
                INSERT INTO orders (store_id, customer_id, order_number, subtotal, total_amount, email, public_token, status,
                    payment_status, shipping_address)
                VALUES (\(shop.store), \(id), \("\(id)-\(number)"), \(spent), \(spent), \(email),
                    \(String(repeating: "x", count: 32) + id.description + "\(number)"), \(status), 'paid',
                    '{"name": "Ada", "line1": "Here", "city": "London", "country": "GB"}')
                """
            )
        }
        return id
    }

    @Test func `customers are listed, searched, and divided by what they did`() async throws {
        let shop = try await WebShop.open()
        _ = try await customer(shop, "big@example.com", name: "Björn", spent: 500)
        _ = try await customer(shop, "small@example.com", name: "Sam", spent: 5)

        try await shop.manage { browser in
            let path = shop.room("/customers")
            let token = try await browser.get("\(path)/segments").hidden("form_token")
            let empty = try await browser.post("\(path)/segments", ["form_token": token, "name": "All"])
            let wrong = try await browser.post(
                "\(path)/segments", ["form_token": token, "name": "Big", "spent": "much"])
            let added = try await browser.post(
                "\(path)/segments",
                ["form_token": token, "name": "Regulars", "spent": "100", "within": "30", "orders": "1"])
            let all = try await browser.get(path)
            let found = try await browser.get("\(path)?q=bjor")
            let segment = try #require(all.body.firstMatch(of: /segment=([0-9a-f-]{36})/)).1
            let big = try await browser.get("\(path)?segment=\(segment)")

            #expect(empty.status == .unprocessableContent && empty.body.contains("at least one rule"))
            #expect(wrong.body.contains("Enter an amount") && wrong.body.contains("value=\"much\""))
            #expect(added.status == .seeOther, "\(added.body)")
            #expect(all.body.contains("big@example.com") && all.body.contains("small@example.com"))
            #expect(found.body.contains("big@example.com") && !found.body.contains("small@example.com"))
            #expect(big.body.contains("big@example.com") && !big.body.contains("small@example.com"))
        }
    }

    @Test func `remarks are kept, and two rows of one person become one`() async throws {
        let shop = try await WebShop.open()
        let (first, second) = (
            try await customer(shop, "ada@example.com", spent: 20),
            try await customer(shop, "ada@work.example", spent: 30)
        )

        try await shop.manage { browser in
            let path = shop.room("/customers/\(first)")
            let token = try await browser.get(path).hidden("form_token")
            let saved = try await browser.post(
                path, ["form_token": token, "tags": "vip, , vip,press", "notes": "Likes blue.", "barred": "yes"])
            let nobody = try await browser.post(
                "\(path)/merger", ["form_token": token, "other": "nobody@example.com"])
            let same = try await browser.post("\(path)/merger", ["form_token": token, "other": "ADA@example.com"])
            let merged = try await browser.post("\(path)/merger", ["form_token": token, "other": "Ada@Work.example"])
            let page = try await browser.get(path)
            let gone = try await browser.get(shop.room("/customers/\(second)"))

            #expect(saved.status == .seeOther, "\(saved.body)")
            #expect(nobody.status == .unprocessableContent && nobody.body.contains("value=\"nobody@example.com\""))
            #expect(same.body.contains("That is this customer"))
            #expect(merged.status == .seeOther, "\(merged.body)")
            #expect(page.body.contains("value=\"press, vip\"") && page.body.contains("Likes blue."))
            #expect(page.body.contains("50.00") && gone.status == .notFound)
        }
        let row = try await shop.administrator.one(
            "SELECT total_orders, total_spent::text AS spent FROM customers WHERE id = \(first)")
        #expect(try row.decode("total_orders", as: Int32.self) == 2 && row.decode("spent", as: String.self) == "50.00")
    }

    @Test func `a customer with an account is never the one that goes`() async throws {
        let shop = try await WebShop.open()
        let (first, second) = (
            try await customer(shop, "ada@example.com"), try await customer(shop, "ada@work.example")
        )
        try await shop.administrator.execute("UPDATE customers SET user_id = \(shop.owner.id) WHERE id = \(second)")

        await #expect(throws: CustomerError.otherHasAccount) {
            try await shop.database.transaction(as: .owner(user: shop.owner.id, store: shop.store)) { db in
                try await EditCustomer.merge("ada@work.example", into: first, in: shop.store, on: db)
            }
        }
    }

    @Test func `erasure leaves figures without a person, and waits for open orders`() async throws {
        let shop = try await WebShop.open()
        let (done, waiting) = (
            try await customer(shop, "ada@example.com", spent: 20),
            try await customer(shop, "eve@example.com", spent: 20, status: "processing")
        )

        try await shop.manage { browser in
            let path = shop.room("/customers/\(done)")
            let token = try await browser.get(path).hidden("form_token")
            let data = try await browser.get("\(path)/data.json")
            let other = try await browser.post("\(path)/erasure", ["form_token": token, "email": "eve@example.com"])
            let erased = try await browser.post("\(path)/erasure", ["form_token": token, "email": "Ada@example.com"])
            let page = try await browser.get(path)
            let early = try await browser.post(
                shop.room("/customers/\(waiting)/erasure"), ["form_token": token, "email": "eve@example.com"])

            #expect(data.body.contains("\"city\": \"London\"") && data.headers[.contentDisposition] != nil)
            #expect(other.status == .unprocessableContent)
            #expect(erased.status == .seeOther, "\(erased.body)")
            #expect(page.body.contains("Erased customer") && !page.body.contains("ada@example.com"))
            #expect(early.body.contains("still open"))
        }
        let left = try await shop.administrator.one(
            """
            SELECT count(*) AS n FROM orders
            WHERE customer_id = \(done) AND total_amount = 20 AND shipping_address IS NULL AND email LIKE '%@erased.invalid'
            """
        )
        #expect(try left.decode("n", as: Int.self) == 1)
    }

    @Test func `an order on its way forgets an erased buyer when it has come to an end`() async throws {
        let shop = try await WebShop.open()
        let id = try await customer(shop, "ada@example.com", status: "shipped")

        try await shop.administrator.execute("SELECT app.erase_customer_at(\(shop.store), \(id))")
        let before = try await shop.administrator.one("SELECT email FROM orders WHERE customer_id = \(id)")
        try await shop.administrator.execute("UPDATE orders SET status = 'delivered' WHERE customer_id = \(id)")
        let after = try await shop.administrator.one(
            "SELECT email, shipping_address IS NULL AS is_gone FROM orders WHERE customer_id = \(id)")

        #expect(try before["email"] == "ada@example.com")
        #expect(try after["email"] == "erased@erased.invalid" && after.decode("is_gone", as: Bool.self))
    }

    @Test func `another store's customer is none, in any field`() async throws {
        let (shop, other) = (try await WebShop.open(), try await WebShop.open(slug: "other"))
        let mine = try await customer(shop, "ada@example.com")
        let theirs = try await customer(other, "secret@example.com")

        try await shop.manage { browser in
            let path = shop.room("/customers")
            let token = try await browser.get("\(path)/\(mine)").hidden("form_token")
            let page = try await browser.get("\(path)/\(theirs)")
            let data = try await browser.get("\(path)/\(theirs)/data.json")
            let saved = try await browser.post("\(path)/\(theirs)", ["form_token": token, "tags": "mine"])
            let merged = try await browser.post(
                "\(path)/\(mine)/merger", ["form_token": token, "other": "secret@example.com"])

            for answer in [page, data, saved] { #expect(answer.status == .notFound) }
            #expect(merged.body.contains("No customer of this store has that e-mail address"))
        }
        await #expect(throws: (any Error).self) {
            try await shop.database.transaction(as: .owner(user: shop.owner.id, store: shop.store)) { db in
                _ = try await db.query("SELECT app.merge_customers(\(mine), \(theirs))")
            }
        }
    }

    @Test func `programs read customers by segment, with the scope for it`() async throws {
        let shop = try await WebShop.open()
        let id = try await customer(shop, "ada@example.com", spent: 50)
        try await shop.administrator.execute(
            "INSERT INTO customer_segments (store_id, name, minimum_spent) VALUES (\(shop.store), 'Big', 100)")
        let key: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.readCustomers]))"]
        let weak: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.readOrders]))"]

        try await shop.visit { browser in
            let all = try await browser.get("/api/v1/customers?q=ada", headers: key)
            let segments = try await browser.get("/api/v1/customer-segments", headers: key)
            let segment = try #require(segments.body.firstMatch(of: /"id":"([0-9a-f-]{36})"/)).1
            let big = try await browser.get("/api/v1/customers?segment=\(segment)", headers: key)
            let one = try await browser.get("/api/v1/customers/\(id)", headers: key)
            let refused = try await browser.get("/api/v1/customers/\(id)", headers: weak)

            #expect(all.body.contains("\"spent\":\"50.00\"") && big.body.contains("\"data\":[]"))
            #expect(try one.text("email") == "ada@example.com")
            #expect(refused.status == .forbidden)
        }
    }
}

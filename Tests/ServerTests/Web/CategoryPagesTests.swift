import Commerce
import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct CategoryPagesTests {
    private func page(_ name: String, _ browser: Browser, _ shop: WebShop) async throws -> String {
        let list = try await browser.get(shop.room("/categories"))
        let pattern = try Regex("href=\"([^\"]+)\">\(name)", as: (Substring, Substring).self)
        return String(try #require(list.body.firstMatch(of: pattern)).output.1)
    }

    @Test func `a category is added, put inside another, renamed and hidden`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let list = try await browser.get(shop.room("/categories"))
            let token = list.hidden("form_token")
            let above = try await page("Tableware", browser, shop)
            let id = try #require(above.split(separator: "/").last.map(String.init))
            let added = try await browser.post(
                shop.room("/categories"), ["form_token": token, "name": "Tea bowls", "parent": id])
            let path = try await page("Tea bowls", browser, shop)
            let open = try await browser.get(browser.base + "/categories/tea-bowls")
            let saved = try await browser.post(path, ["form_token": token, "name": "Bowls", "parent": id])
            let hidden = try await browser.get(browser.base + "/categories/tea-bowls")
            let after = try await browser.get(shop.room("/categories"))

            #expect(added.status == .seeOther, "\(added.body)")
            #expect(open.status == .ok)
            #expect(saved.status == .seeOther, "\(saved.body)")
            #expect(hidden.status == .notFound)
            #expect(after.body.contains("Hidden"))
        }
    }

    @Test func `a category is not put inside itself, and an address is used once`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let list = try await browser.get(shop.room("/categories"))
            let token = list.hidden("form_token")
            let above = try await page("Tableware", browser, shop)
            let id = try #require(above.split(separator: "/").last.map(String.init))
            _ = try await browser.post(
                shop.room("/categories"), ["form_token": token, "name": "Bowls", "parent": id])
            let below = try await page("Bowls", browser, shop)
            let child = try #require(below.split(separator: "/").last.map(String.init))
            let circle = try await browser.post(
                above, ["form_token": token, "name": "Tableware", "parent": child, "is_active": "yes"])
            let twice = try await browser.post(
                shop.room("/categories"), ["form_token": token, "name": "Other", "slug": "tableware"])
            let nameless = try await browser.post(shop.room("/categories"), ["form_token": token, "name": " "])
            let nowhere = try await browser.post(
                shop.room("/categories"), ["form_token": token, "name": "Lost", "parent": UUID().uuidString])

            #expect(circle.status == .unprocessableContent)
            #expect(circle.body.contains("would be inside itself"))
            #expect(twice.body.contains("Another category has this address"))
            #expect(twice.field("name") == "Other")
            #expect(nameless.body.contains("Give the category a name"))
            #expect(nowhere.body.contains("This category is gone"))
        }
    }
}

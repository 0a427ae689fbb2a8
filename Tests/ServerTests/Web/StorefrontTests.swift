import Commerce
import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

@Suite(.database) struct StorefrontTests {
    @Test func `every page of the catalogue answers`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            for path in [
                "/", "", "/products", "/products?sort=price", "/categories/tableware", "/products/mug",
                "/search", "/search?q=mug", "/cart", "/theme.css",
            ] {
                let answer = try await browser.get(browser.base + path)
                #expect(answer.status == .ok, "\(path): \(answer.body.prefix(300))")
            }
        }
    }

    @Test func `pages list what the shop sells, with hostile names as text`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let home = try await browser.get(browser.base)
            let found = try await browser.get(browser.base + "/search?q=morning")

            #expect(home.body.contains("Linen &lt;shirt&gt;"))
            #expect(!home.body.contains("<shirt>"))
            #expect(found.body.contains("Morning mug"))
            #expect(!found.body.contains("Linen"))
        }
    }

    @Test func `pages carry a policy under which nothing inline runs`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let home = try await browser.get(browser.base)

            let policy = try #require(home.headers[.contentSecurityPolicy])
            #expect(!policy.contains("unsafe-inline"))
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(home.headers[.xContentTypeOptions] == "nosniff")
            #expect(!home.body.contains("<script>"))
            #expect(!home.body.contains(" style="))
        }
    }

    @Test func `style sheets have an address for ever`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let home = try await browser.get(browser.base)
            let path = try #require(home.body.firstMatch(of: /\/assets\/storefront-[0-9a-f]+\.css/)).output

            let sheet = try await browser.get(String(path))

            #expect(sheet.status == .ok)
            #expect(sheet.headers[.contentType] == "text/css; charset=utf-8")
            #expect(sheet.headers[.cacheControl]?.contains("immutable") == true)
            let other = try await browser.get("/assets/storefront-000000000000.css")
            #expect(other.status == .notFound)
        }
    }

    @Test(arguments: [
        "/products/no-such-thing", "/categories/none", "/products/%00", "/products/%FF", "/nowhere",
        "/products?after=not-a-uuid", "/search?q=mug&after=x", "/orders/short",
        "/orders/0000000000000000000000000000000000000000",
        "/orders/%00/payment",
    ])
    func `what is not there is a page that says so`(path: String) async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let answer = try await browser.get(browser.base + path)

            #expect(answer.status == .notFound, "\(answer.status)")
            #expect(answer.body.contains("We could not find this page"))
            #expect(answer.body.contains("Hearth &amp; Clay"))
        }
    }

    @Test func `a shop that does not exist is not found`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            for path in ["/s/nobody/", "/s/%27%3B--/"] {
                let answer = try await browser.get(path)
                #expect(answer.status == .notFound)
            }
        }
    }

    @Test func `errors are said in the shop's language`() async throws {
        let shop = try await WebShop.open(language: "de-AT")

        try await shop.visit { browser in
            let missing = try await browser.get(browser.base + "/products/nichts")
            let wrong = try await browser.post(browser.base + "/cart/lines", ["product": "mug", "quantity": "-1"])

            #expect(missing.body.contains("Diese Seite gibt es nicht"))
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.body.contains("Geben Sie eine Menge"))
        }
    }

    @Test func `the shop answers on a host of its own`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let mug = try await browser.get("/products/mug", host: "demo.localhost:8080")

            #expect(mug.status == .ok)
        }
    }

    @Test func `looking at pages is reported, robots and refusals are not`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            _ = try await browser.get(browser.base + "/products/mug?utm_source=x")
            _ = try await browser.get(browser.base + "/products/none")
            _ = try await browser.get(browser.base, headers: [.userAgent: "Googlebot/2.1"])
        }

        #expect(shop.views.paths == ["/products/mug"])
    }
}

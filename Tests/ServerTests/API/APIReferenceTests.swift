import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import API

@Suite(.database) struct APIReferenceTests {
    @Test func `the document names every address with its method, once`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let answer = try await browser.get("/api/openapi.json")
            let document = try JSONDecoder().decode(JSONValue.self, from: Data(answer.body.utf8))

            #expect(answer.status == .ok)
            #expect(document["openapi"]?.string == "3.1.0")
            #expect(document["paths"]?["/products"]?["get"]?["operationId"]?.string == "listProducts")
            #expect(document["components"]?["schemas"]?["Problem"] != nil)
        }
    }

    @Test func `the page shows every operation, and each of its errors`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let page = try await browser.get("/api/docs")

            #expect(page.status == .ok)
            #expect(page.body.contains("id=\"listProducts\""))
            #expect(page.body.contains("401 key_expired"))
            #expect(page.body.contains("id=\"schema-Problem\""))
            #expect(!page.body.contains("<script"))
        }
    }

    @Test func `a known address says which methods it takes, an unknown one that it is none`() async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let wrong = try await browser.ask(.delete, "/api/v1/products")
            let nowhere = try await browser.ask(.delete, "/api/v1/prodcts")

            #expect(wrong.status == .methodNotAllowed)
            #expect(wrong.headers[.allow]?.contains("GET") == true)
            #expect(nowhere.status == .notFound)
        }
    }

    @Test func `a parameter with a typing error is not ignored`() async throws {
        let shop = try await WebShop.open()
        let token = try await shop.makeKey([.readProducts])

        try await shop.visit { browser in
            for (query, code) in [
                ("limitt=1", "parameter_unknown"), ("limit=0", "parameter_invalid"), ("limit=", "parameter_invalid"),
            ] {
                let answer = try await browser.get(
                    "/api/v1/products?\(query)", headers: [.authorization: "Bearer \(token)"])
                #expect(answer.status == .badRequest)
                #expect(answer.body.contains("\"code\":\"\(code)\""))
            }
        }
    }
}

import Commerce
import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

@Suite(.database) struct CategoryResourceTests {
    private static let path = "/api/v1/categories"

    @Test func `a category is added, shown, changed and listed`() async throws {
        let shop = try await WebShop.open()
        let key: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.writeProducts]))"]

        try await shop.visit { browser in
            let added = try await browser.ask(.post, Self.path, json: #"{"name": "Tea bowls"}"#, headers: key)
            let place = try #require(added.headers[.location])
            let shown = try await browser.get(place, headers: key)
            let parent = try shown.text("id")
            let inner = try await browser.ask(
                .post, Self.path, json: #"{"name": "Small", "parent": "\#(parent)", "position": 3}"#, headers: key)
            let changed = try await browser.ask(
                .put, place, json: #"{"name": "Bowls", "is_active": false}"#, headers: key)
            let list = try await browser.get("\(Self.path)?limit=100", headers: key)

            #expect(added.status == .created)
            #expect(place == "\(Self.path)/\(parent)")
            #expect(try shown.text("slug") == "tea-bowls" && shown.body.contains("\"parent\":null"))
            #expect(try inner.text("parent") == parent && inner.body.contains("\"position\":3"))
            #expect(try changed.text("slug") == "tea-bowls" && changed.body.contains("\"is_active\":false"))
            #expect(list.body.contains("\"name\":\"Bowls\"") && list.body.contains("\"name\":\"Small\""))
        }
    }

    @Test func `an answer is known again by its tag, and a change for another state is refused`() async throws {
        let shop = try await WebShop.open()
        let key: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.writeProducts]))"]

        try await shop.visit { browser in
            let added = try await browser.ask(.post, Self.path, json: #"{"name": "Bowls"}"#, headers: key)
            let place = try #require(added.headers[.location])
            let tag = try #require(added.headers[.eTag])
            let known = try await browser.get(place, headers: key + [.ifNoneMatch: tag])
            let first = try await browser.ask(.put, place, json: #"{"name": "Cups"}"#, headers: key + [.ifMatch: tag])
            let second = try await browser.ask(.put, place, json: #"{"name": "Jugs"}"#, headers: key + [.ifMatch: tag])
            let now = try await browser.get(place, headers: key + [.ifNoneMatch: tag])

            #expect(known.status == .notModified && known.body.isEmpty)
            #expect(first.status == .ok && first.headers[.eTag] != tag)
            #expect(second.status == .preconditionFailed)
            #expect(try second.text("code") == "changed_meanwhile")
            #expect(now.status == .ok)
            #expect(try now.text("name") == "Cups")
        }
    }

    @Test(arguments: [
        (#"{"name": "Bowls", "slug": "taken"}"#, 409, "slug_taken", "/slug"),
        (#"{"name": "Bowls", "parent": "00000000-0000-4000-8000-000000000000"}"#, 409, "parent_unknown", "/parent"),
        (#"{"name": " "}"#, 422, "body_invalid", "/name"),
        (#"{"name": "Bowls", "colour": "red"}"#, 422, "body_invalid", "/colour"),
        (#"{"name": "Bowls""#, 400, "json_malformed", ""), ("\u{FEFF}", 400, "json_malformed", ""),
    ])
    func `what cannot be added is refused with the place of the fault`(
        json: String, status: Int, code: String, pointer: String
    ) async throws {
        let shop = try await WebShop.open()
        let key: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.writeProducts]))"]

        try await shop.visit { browser in
            _ = try await browser.ask(.post, Self.path, json: #"{"name": "Taken", "slug": "taken"}"#, headers: key)
            let answer = try await browser.ask(.post, Self.path, json: json, headers: key)

            #expect(answer.status.code == status)
            #expect(try answer.text("code") == code)
            #expect(pointer.isEmpty || answer.body.contains("\"pointer\":\"\(pointer)\""), "\(answer.body)")
        }
    }

    @Test func `no category comes to be inside itself, and another store's is none`() async throws {
        let (shop, other) = (try await WebShop.open(), try await WebShop.open(slug: "other"))
        let key: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.writeProducts]))"]
        let theirs: HTTPFields = [.authorization: "Bearer \(try await other.makeKey([.writeProducts]))"]

        try await shop.visit { browser in
            let outer = try await browser.ask(.post, Self.path, json: #"{"name": "Outer"}"#, headers: key)
            let id = try outer.text("id")
            let inner = try await browser.ask(
                .post, Self.path, json: #"{"name": "Inner", "parent": "\#(id)"}"#, headers: key)
            let circle = try await browser.ask(
                .put, "\(Self.path)/\(id)", json: #"{"name": "Outer", "parent": "\#(try inner.text("id"))"}"#,
                headers: key)
            let strange = try await browser.ask(.put, "\(Self.path)/\(id)", json: #"{"name": "Mine"}"#, headers: theirs)

            #expect(circle.status == .conflict)
            #expect(try circle.text("code") == "category_inside_itself")
            #expect(strange.status == .notFound)
        }
    }

    @Test func `a body has to be JSON and no longer than a mebibyte, and an unpaid plan changes nothing`() async throws
    {
        let shop = try await WebShop.open()
        let key: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.writeProducts]))"]
        let long = "{\"name\": \"\(String(repeating: "x", count: 1 << 20))\"}"

        try await shop.visit { browser in
            let form = try await browser.ask(
                .post, Self.path, json: "name=Bowls", headers: key + [.contentType: "application/x-www-form-urlencoded"]
            )
            let big = try await browser.ask(.post, Self.path, json: long, headers: key)
            try await shop.administrator.execute(
                "UPDATE stores SET read_only_from = now() - interval '1 day' WHERE id = \(shop.store)")
            let unpaid = try await browser.ask(.post, Self.path, json: #"{"name": "Bowls"}"#, headers: key)

            #expect(form.status == .unsupportedMediaType)
            #expect(big.status == .contentTooLarge)
            #expect(unpaid.status.code == 402)
            #expect(try unpaid.text("code") == "plan_unpaid")
        }
    }

    @Test func `a query that is none is refused`() async throws {
        let shop = try await WebShop.open()
        let key: HTTPFields = [.authorization: "Bearer \(try await shop.makeKey([.readProducts]))"]

        try await shop.visit { browser in
            for query in ["a%zz=1", "a[b]=1"] {
                let answer = try await browser.get("\(Self.path)?\(query)", headers: key)
                #expect(answer.status == .badRequest, "\(query): \(answer.body)")
            }
        }
    }
}

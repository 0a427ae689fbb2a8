import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Commerce

/// Recovery codes on the pages of dashboard and shop.
@Suite(.database) struct RecoveryPageTests {
    @Test(arguments: ["dashboard", "shop"])
    func `a lost authenticator is replaced with a code that was shown once`(place: String) async throws {
        let shop = try await WebShop.open()

        try await shop.visit { browser in
            let doors = place == "shop" ? browser.base + "/account" : "/dashboard"
            let rooms = place == "shop" ? doors + "/security" : "/dashboard/account"
            try await shop.join("ann@people.test", doors: doors, browser)
            let codes = try await turnOn(rooms, shop, browser)
            let other = Browser(client: browser.client, shop: shop.slug)
            let step = try #require(try await shop.enter("ann@people.test", doors: doors, other).headers[.location])
            #expect(try await other.get(step).body.contains("\(doors)/sign-in/recovery-code"))
            let page = doors + "/sign-in/recovery-code"
            let wrong = try await shop.fill(page, ["recovery_code": "22222-22222"], other)
            let right = try await shop.fill(page, ["recovery_code": codes[0].uppercased()], other)
            let room = try await other.get(try #require(right.headers[.location]))
            let third = Browser(client: browser.client, shop: shop.slug)
            _ = try await shop.enter("ann@people.test", doors: doors, third)
            let reused = try await shop.fill(page, ["recovery_code": codes[0]], third)

            #expect(wrong.status == .unprocessableContent && wrong.body.contains("enter another of your list"))
            #expect(right.headers[.location] == "\(rooms)?done=recovered")
            #expect(room.body.contains("remove it below and add the new one"))
            #expect(room.body.contains("You have 9 left"))
            #expect(!room.body.contains(codes[1]))
            #expect(reused.status == .unprocessableContent)
            let letters = try await shop.letters()
            #expect(letters.contains { $0.subject == "A recovery code was used" })

            let removal = try #require(room.body.firstMatch(of: /factors\/[0-9a-f-]+\/removal/)).0
            let removed = try await shop.fill(rooms, [:], at: "\(rooms)/\(removal)", other)
            #expect(removed.headers[.location] == "\(rooms)?done=removed")
            let new = try await turnOn(rooms, shop, other)
            #expect(new.count == 10)
        }
    }

    @Test func `codes are saved as a file, and made anew with the password`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let rooms = "/dashboard/account"
            let old = try await turnOn(rooms, shop, browser)
            let sent = ["codes": old.joined(separator: " ")]
            let file = try await shop.fill(rooms, sent, at: "\(rooms)/recovery-codes/file", browser)
            let strange = try await shop.fill(
                rooms, ["codes": "<script>"], at: "\(rooms)/recovery-codes/file", browser)
            let wrong = try await shop.fill(
                rooms, ["current_password": "wrong wrong"], at: "\(rooms)/recovery-codes", browser)
            let made = try await shop.fill(
                rooms, ["current_password": WebShop.password], at: "\(rooms)/recovery-codes", browser)

            #expect(file.body == old.joined(separator: "\r\n") + "\r\n")
            #expect(file.headers[.contentType] == "text/plain; charset=utf-8")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(strange.status == .badRequest)
            #expect(wrong.status == .unprocessableContent && wrong.body.contains("not your current password"))
            #expect(codes(made).count == 10 && Set(codes(made)).isDisjoint(with: old))
            #expect(made.headers[.cacheControl]?.contains("no-store") == true)
        }
    }

    private func codes(_ answer: Browser.Answer) -> [String] {
        answer.body.matches(of: /<li><code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/).map { String($0.1) }
    }

    private func turnOn(_ rooms: String, _ shop: WebShop, _ browser: Browser) async throws -> [String] {
        let enrolled = try await shop.fill(rooms, ["label": "Phone \(UUID())"], at: "\(rooms)/factors", browser)
        let path = try #require(enrolled.headers[.location])
        let page = try await browser.get(path)
        let letters = try #require(page.body.firstMatch(of: /<code>([A-Z2-7 ]+)<\/code>/)).1.filter { $0 != " " }
        let app = try #require(TOTP(base32: String(letters)))
        return codes(try await shop.fill(path, ["code": app.now()], at: "\(path)/verification", browser))
    }
}

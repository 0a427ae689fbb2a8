import Foundation
import HTTPTypes
import Letters
import Postgres
import Testing

@testable import Commerce

/// What people do at the doors of dashboard and shop, as tests need it.
extension WebShop {
    /// The path of a link in the newest letter that waits for this address.
    func linkInLetter(to address: String, containing part: String) async throws -> String {
        let letter = try #require(try await letters().last { $0.recipient.text == address })
        let pattern = try Regex("http://localhost:8080(/[^\\s]*\(part)[^\\s]*)", as: (Substring, Substring).self)
        return String(try #require(letter.text.firstMatch(of: pattern), "\(letter.text)").output.1)
    }

    /// Fills in a page's form and sends it.
    func fill(_ path: String, _ fields: [String: String], at target: String? = nil, _ browser: Browser) async throws
        -> Browser.Answer
    {
        let page = try await browser.get(path)
        var sent = ["form_token": page.hidden("form_token")]
        for name in ["token", "type", "return_to"] where page.body.contains("name=\"\(name)\"") {
            sent[name] = page.hidden(name)
        }
        let bare = String(path.prefix { $0 != "?" })
        return try await browser.post(target ?? bare, sent.merging(fields) { _, new in new })
    }

    /// Signs somebody up below these doors (`/dashboard`, or a shop's `/account`), opens the letter and presses its button.
    @discardableResult
    func join(_ email: String, doors: String, name: String = "Ann Owner", _ browser: Browser) async throws
        -> Browser.Answer
    {
        let fields = ["name": name, "email": email, "password": Self.password]
        let answer = try await fill("\(doors)/sign-up", fields, browser)
        #expect(answer.status == .ok, "\(answer.body)")
        return try await fill(try await linkInLetter(to: email, containing: "/confirm"), [:], browser)
    }

    func enter(_ email: String, doors: String, password: String = WebShop.password, _ browser: Browser) async throws
        -> Browser.Answer
    {
        try await fill("\(doors)/sign-in", ["email": email, "password": password], at: "\(doors)/session", browser)
    }

    /// Turns two-step sign-in on, and returns the app's secret.
    func addAuthenticator(rooms: String, _ browser: Browser) async throws -> TOTP {
        let enrolled = try await fill(rooms, ["label": "My phone"], at: "\(rooms)/factors", browser)
        let path = try #require(enrolled.headers[.location])
        let page = try await browser.get(path)
        let letters = try #require(page.body.firstMatch(of: /<code>([A-Z2-7 ]+)<\/code>/)).1.filter { $0 != " " }
        let app = try #require(TOTP(base32: String(letters)))
        let done = try await fill(path, ["code": app.now()], at: "\(path)/verification", browser)
        #expect(done.status == .ok && done.body.contains("data-codes"), "\(done.body)")
        return app
    }
}

extension TOTP {
    /// The code of now, or of the next half minute, which is taken too: each works once.
    func now(_ steps: Int64 = 0) -> String { code(step: Self.step(at: Date()) + steps) }
}

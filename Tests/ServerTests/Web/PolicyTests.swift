import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct PolicyTests {
    @Test func `a policy is written, and the shop shows the newest`() async throws {
        let shop = try await WebShop.open(language: "de")

        try await shop.manage { browser in
            let before = try await browser.get(browser.base + "/policies/returns")
            let saved = try await save(
                "returns", "# Fristen\n\nVierzehn Tage <b>lang</b>.\r\n- eins\r\n- zwei", shop, browser)
            let page = try await browser.get(browser.base + "/policies/returns")
            let home = try await browser.get(browser.base + "/")

            #expect(before.status == .notFound)
            #expect(saved.headers[.location]?.hasSuffix("/settings/policies/returns?done=saved") == true)
            #expect(
                page.body.contains("<h1>Rückgabe</h1><h2>Fristen</h2><p>Vierzehn Tage &lt;b&gt;lang&lt;/b&gt;.</p>"))
            #expect(page.body.contains("<ul><li>eins</li><li>zwei</li></ul>"))
            #expect(home.body.contains("/policies/returns\">Rückgabe</a>"))
            #expect(!home.body.contains("/policies/terms"))
            #expect(try await browser.get(browser.base + "/policies/none").status == .notFound)
        }
    }

    @Test func `versions are listed with their writers, and one of before is restored`() async throws {
        let shop = try await WebShop.open()
        let manager = try await shop.addStaff(.manager, "max@staff.test")

        try await shop.manage { browser in
            _ = try await save("terms", "First terms", shop, browser)
            _ = try await save("privacy", "Something else", shop, browser)
            try await shop.signIn(browser, as: manager.email)
            _ = try await save("terms", "Second terms", shop, browser)
            let page = try await browser.get(shop.room("/settings/policies/terms"))
            let links = page.body.matches(of: /href="([^"]+\/revisions\/[^"]+)">[^<]+<\/a> <span class="soft">([^<]+)</)
            #expect(links.count == 2)
            #expect(links.first.map { String($0.2) } == "max@staff.test · in the shop now")
            #expect(links.last.map { String($0.2) } == shop.owner.email)

            let old = String(try #require(links.last).1)
            let shown = try await browser.get(old)
            #expect(shown.body.contains("<p>First terms</p>"))
            let token = ["form_token": shown.hidden("form_token"), "version": shown.hidden("version")]
            let restored = try await browser.post("\(old)/restoration", token)
            #expect(restored.headers[.location]?.hasSuffix("?done=restored") == true)
            #expect(try await browser.get(browser.base + "/policies/terms").body.contains("First terms"))
            let again = try await browser.post("\(old)/restoration", token)
            #expect(again.status == .conflict)
        }
    }

    @Test func `of two who write at once, the later sees both texts and loses none`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            _ = try await save("terms", "Before", shop, browser)
            let path = shop.room("/settings/policies/terms")
            let form = try await browser.get(path)
            let sent = ["form_token": form.hidden("form_token"), "version": form.hidden("version")]
            async let left = browser.post(path, sent.merging(["text": "Left"]) { $1 })
            async let right = browser.post(path, sent.merging(["text": "Right"]) { $1 })
            let answers = try await [left, right]

            #expect(Set(answers.map(\.status)) == [.seeOther, .conflict])
            let later = try #require(answers.first { $0.status == .conflict })
            #expect(later.body.contains("Somebody else saved"))
            #expect(later.body.contains("Left") && later.body.contains("Right"))
            let now = try await browser.get(path)
            #expect(now.body.contains(">\nLeft<") || now.body.contains(">\nRight<"))
            let other = try await save("privacy", "Not touched by it", shop, browser)
            #expect(other.status == .seeOther)
        }
    }

    @Test func `what is too long or unreadable stays on the page, and nothing is saved`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            for (text, sentence) in [
                (String(repeating: "ä", count: 20_001), "Shorten it"), ("a\u{7}b", "control characters"),
            ] {
                let answer = try await save("terms", text, shop, browser)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.body.contains(sentence))
                #expect(answer.body.contains(text))
            }
            #expect(try await browser.get(browser.base + "/policies/terms").status == .notFound)
        }
    }

    @Test func `who may not write pages, and who is a neighbour, changes no policy`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        let support = try await shop.addStaff(.support)

        for email in [support.email, other.owner.email] {
            try await shop.work(as: email) { browser in
                let page = try await browser.get("/dashboard/account")
                let sent = ["form_token": page.hidden("form_token"), "text": "Mine", "version": ""]
                let path = shop.room("/settings/policies/terms")
                #expect(try await browser.get(path).status != .ok)
                #expect(try await browser.post(path, sent).status != .seeOther)
            }
        }
        try await shop.manage { browser in
            _ = try await save("terms", "Ours", shop, browser)
            try await shop.signIn(browser, as: other.owner.email)
            _ = try await save("terms", "Theirs", other, browser)
            let page = try await browser.get(other.room("/settings/policies/terms"))
            let link = try #require(page.body.firstMatch(of: /\/revisions\/([0-9a-f-]+)"/)).1
            try await shop.signIn(browser, as: shop.owner.email)
            let foreign = shop.room("/settings/policies/terms/revisions/\(link)")
            #expect(try await browser.get(foreign).status == .notFound)
        }
    }

    @Test func `plain text becomes paragraphs, headings, lists and links, and never markup`() {
        let prose = Prose("one\ntwo\n\n- a\n* b\nafter\n## Next\nsee https://shop.test/a?b=1. <i>no</i>")

        #expect(
            prose.view.markup
                == "<p>one<br>two</p><ul><li>a</li><li>b</li></ul><p>after</p><h2>Next</h2><p>see "
                + "<a href=\"https://shop.test/a?b=1\" rel=\"nofollow\">https://shop.test/a?b=1</a>. &lt;i&gt;no&lt;/i&gt;</p>"
        )
    }

    private func save(_ name: String, _ text: String, _ shop: WebShop, _ browser: Browser) async throws
        -> Browser.Answer
    {
        let path = shop.room("/settings/policies/\(name)")
        let page = try await browser.get(path)
        return try await browser.post(
            path, ["form_token": page.hidden("form_token"), "version": page.hidden("version"), "text": text])
    }
}

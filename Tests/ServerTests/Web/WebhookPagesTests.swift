import Commerce
import HTTPTypes
import TestSupport
import Testing

@Suite(.database) struct WebhookPagesTests {
    @Test func `an owner adds a webhook, tests it, changes its secret and removes it`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/webhooks")
            let token = try await browser.get(path).hidden("form_token")
            let fields = ["form_token": token, "url": "https://receiver.test/", "topic-order.created": "yes"]
            let added = try await browser.post(path, fields)
            let list = try await browser.get(path)
            let link = try #require(list.body.firstMatch(of: /href="([^"]*settings\/webhooks\/[0-9a-f-]{36})"/))
            let page = String(link.1)
            let tested = try await browser.post(page, ["form_token": token, "event": "test"])
            let shown = try await browser.get(page)
            let rotated = try await browser.post(page, ["form_token": token, "event": "rotated"])
            let removed = try await browser.post(page, ["form_token": token, "event": "removed"])
            let gone = try await browser.get(page)

            #expect(added.body.contains("whsec_"))
            #expect(!list.body.contains("whsec_"))
            #expect(tested.status == .seeOther)
            #expect(shown.body.contains("webhook.test"))
            #expect(rotated.body.contains("whsec_"))
            #expect(removed.status == .seeOther)
            #expect(gone.status == .notFound)
        }
    }

    @Test(arguments: [
        "http://receiver.test/", "ftp://x", "", "https://user:word@receiver.test/", "https://", "nonsense",
    ])
    func `what is no public address is refused beside its field`(url: String) async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let path = shop.room("/settings/webhooks")
            let token = try await browser.get(path).hidden("form_token")
            let answer = try await browser.post(path, ["form_token": token, "url": url, "topic-order.paid": "yes"])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("begins with https://"))
        }
    }
}

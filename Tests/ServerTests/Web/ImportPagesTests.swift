import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import Postgres
import TestSupport
import Testing

@Suite(.database) struct ImportPagesTests {
    private static let csv = """
        Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Variant SKU,Variant Grams,Variant Inventory Tracker,\
        Variant Inventory Qty,Variant Price
        tea-bowl,Tea bowl,,Kiln,Bowls,,TRUE,BOWL-1,300,shopify,4,24.50
        broken,Broken,,Kiln,Bowls,,TRUE,BOWL-2,300,shopify,4,=dear
        jug,Jug,,Kiln,Jugs,,TRUE,JUG-1,300,shopify,2,31
        """

    /// Sends a file as a browser does.
    private func upload(
        _ text: String, _ browser: Browser, _ shop: WebShop, token: String? = nil
    ) async throws -> Browser.Answer {
        let page = try await browser.get(shop.room("/imports/new"))
        let body = [
            "--edge", "Content-Disposition: form-data; name=\"form_token\"", "", token ?? page.hidden("form_token"),
            "--edge", "Content-Disposition: form-data; name=\"file\"; filename=\"autumn.csv\"",
            "Content-Type: text/csv",
            "", text, "--edge--", "",
        ].joined(separator: "\r\n")
        return try await browser.post(
            shop.room("/imports"), body: Array(body.utf8), type: "multipart/form-data; boundary=edge")
    }

    private func runImports(_ shop: WebShop) async throws {
        try await shop.runJobs([RunImport.kind: RunImport(database: shop.database).handle])
    }

    @Test func `a file is checked first, and then imported once`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let sent = try await upload(Self.csv, browser, shop)
            let path = try #require(sent.headers[.location], "\(sent.body)")
            let waiting = try await browser.get(path)
            try await runImports(shop)
            let checked = try await browser.get(path)
            let nothing = try await browser.get(browser.base + "/products/jug")
            let start = ["form_token": checked.hidden("form_token")]
            let started = try await browser.post(path + "/start", start)
            let again = try await browser.post(path + "/start", start)
            try await runImports(shop)
            let done = try await browser.get(try #require(started.headers[.location]))
            let there = try await browser.get(browser.base + "/products/jug")
            let list = try await browser.get(shop.room("/imports"))

            #expect(waiting.headers[.refresh] != nil)
            #expect(checked.headers[.refresh] == nil)
            #expect(checked.body.contains("<dt>Would be new</dt><dd>2</dd>"), "\(checked.body)")
            #expect(checked.body.contains("Line 3"))
            #expect(nothing.status == .notFound)
            #expect(again.headers[.location] == path + "?gone=1")
            #expect(done.body.contains("<dt>New</dt><dd>2</dd>"), "\(done.body)")
            #expect(there.status == .ok)
            #expect(list.body.contains("autumn.csv"))
        }
        let left = try await shop.administrator.one("SELECT count(*) AS n FROM import_uploads")
        #expect(try left.decode("n", as: Int.self) == 0)
    }

    @Test func `errors are downloaded as CSV that no spreadsheet runs`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let sent = try await upload(Self.csv, browser, shop)
            try await runImports(shop)
            let errors = try await browser.get(try #require(sent.headers[.location]) + "/errors.csv")

            #expect(errors.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(errors.body.hasPrefix("Line,Column,Code,Problem\r\n3,Variant Price,amount,"), "\(errors.body)")
        }
    }

    @Test func `a program that died while it imported is followed by one that ends the work`() async throws {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let sent = try await upload(Self.csv, browser, shop)
            let path = try #require(sent.headers[.location])
            // Claimed, begun, and never heard of again.
            try await shop.administrator.execute("UPDATE import_runs SET state = 'running'")
            try await shop.administrator.execute(
                "UPDATE jobs SET state = 'running', attempts = 1, locked_by = 'gone', locked_until = now() - interval '1 s'"
            )
            try await runImports(shop)
            let checked = try await browser.get(path)

            #expect(checked.body.contains("<dt>Would be new</dt><dd>2</dd>"))
        }
    }

    @Test(arguments: ["", "Name,Price\nMug,3", "\u{FEFF}"]) func `a file that is none is told so`(text: String)
        async throws
    {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let sent = try await upload(text, browser, shop)
            if let path = sent.headers[.location] {
                try await runImports(shop)
                let page = try await browser.get(path)
                #expect(page.body.contains("Failed"), "\(page.body)")
                #expect(page.body.contains("The file"))
            } else {
                #expect(sent.status == .unprocessableContent)
                #expect(sent.body.contains("Choose a CSV file"))
            }
        }
    }

    @Test func `a file that is too large, a forged form and a form that breaks off leave nothing behind`() async throws
    {
        let shop = try await WebShop.open()

        try await shop.manage { browser in
            let large = try await upload(String(repeating: "x", count: ReceiveImport.largestFile + 1), browser, shop)
            let forged = try await upload(Self.csv, browser, shop, token: "forged")
            let broken = try await browser.post(
                shop.room("/imports"), body: Array("--edge\r\nContent".utf8), type: "multipart/form-data; boundary=edge"
            )
            let plain = try await browser.post(shop.room("/imports"), ["file": "x"])

            #expect(large.status == .unprocessableContent)
            #expect(large.body.contains("larger than 8 MB"))
            #expect(forged.status == .forbidden)
            #expect(broken.status == .badRequest)
            #expect(plain.status == .badRequest)
        }
        let left = try await shop.administrator.one(
            "SELECT (SELECT count(*) FROM import_runs) + (SELECT count(*) FROM import_uploads) AS n")
        #expect(try left.decode("n", as: Int.self) == 0)
    }

    @Test func `nobody sees or starts another store's import, and staff without the right none at all`() async throws {
        let shop = try await WebShop.open()
        let other = try await WebShop.open(slug: "other")
        _ = try await shop.addStaff(.support)

        try await other.manage { browser in
            let sent = try await upload(Self.csv, browser, other)
            let run = try #require(sent.headers[.location]?.split(separator: "/").last.map(String.init))
            try await runImports(other)
            try await shop.manage { mine in
                let page = try await mine.get(shop.room("/imports"))
                let token = ["form_token": page.hidden("form_token")]
                #expect(try await mine.get(shop.room("/imports/\(run)")).status == .notFound)
                #expect(try await mine.get(shop.room("/imports/\(run)/errors.csv")).status == .notFound)
                let started = try await mine.post(shop.room("/imports/\(run)/start"), token)
                #expect(started.headers[.location] == shop.room("/imports/\(run)?gone=1"))
            }
        }
        try await shop.work(as: "staff@person.test") { browser in
            let refused = try await browser.get(shop.room("/imports"))
            #expect(refused.status == .forbidden)
        }
    }
}

import Foundation
import HTTPSupport
import Testing

@testable import Storefront

struct StorefrontPagesTests {
    @Test(arguments: SamplePages.all.keys.sorted())
    func `every page stays under 100 kB with its style sheet`(name: String) throws {
        let page = try #require(SamplePages.all[name])

        let bytes = page.markup.utf8.count + PackageResources.storefront_css.count

        #expect(bytes < 100_000)
    }

    @Test func `a hostile product name is text on every page`() {
        let name = "<script>alert('x')</script>\"onload="
        let card = ProductCard(title: name, path: "javascript:alert(1)", price: PriceTag(now: "€1.00"))

        let markup = card.view(StorefrontWording(.english)).markup

        #expect(!markup.contains("<script"))
        #expect(!markup.contains("javascript:"))
        #expect(markup.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;onload="))
    }

    /// `SELLUSGENIE_PREVIEW=directory` keeps the pages, to look at them in a browser.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["SELLUSGENIE_PREVIEW"] != nil))
    func `the sample pages are kept for looking at`() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["SELLUSGENIE_PREVIEW"])
        for (name, page) in SamplePages.all {
            try page.markup.write(toFile: "\(folder)/\(name).html", atomically: true, encoding: .utf8)
        }
    }
}

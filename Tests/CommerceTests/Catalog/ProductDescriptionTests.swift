import Testing

@testable import Commerce

@Suite struct ProductDescriptionTests {
    @Test func `plain text becomes paragraphs and comes back as it was typed`() throws {
        let typed = "Thrown by hand.\nFired twice & glazed.\n\nHolds < 1 litre."

        let html = try ProductDescription.html(typed: typed)

        #expect(html.markup == "<p>Thrown by hand.<br>Fired twice &amp; glazed.</p><p>Holds &lt; 1 litre.</p>")
        #expect(ProductDescription.typed(html: html.markup) == typed)
    }

    @Test func `HTML is kept where it is harmless, and comes back as HTML`() throws {
        let html = try ProductDescription.html(typed: "<p onclick=\"x()\">A <b>mug</b></p><script>x()</script>")

        #expect(html.markup == "<p>A <b>mug</b></p>")
        #expect(ProductDescription.typed(html: html.markup) == "<p>A <b>mug</b></p>")
    }
}

import Commerce
import Letters
import Testing

struct LettersTests {
    @Test func `what people typed is text in a letter`() throws {
        let address = try #require(EmailAddress("ann@example.test"))
        let letter = Letter(
            to: address, from: "<b>Shop</b>", subject: "A & B", paragraphs: ["<script>alert(1)</script>"],
            action: Letter.Action(title: "Open", address: "javascript:alert(1)"))

        let rendered = try #require(Letters.render(letter))

        #expect(rendered.html.contains("&lt;script&gt;"))
        #expect(!rendered.html.contains("<b>Shop"))
        #expect(!rendered.html.contains("href=\"javascript:"))
        #expect(rendered.text.contains("<script>alert(1)</script>"))
    }
}

import Testing

@testable import Commerce

struct SanitisedHTMLTests {
    @Test(arguments: [
        ("<p>Fine <strong>clay</strong> pot</p>", "<p>Fine <strong>clay</strong> pot</p>"),
        ("plain text, \"quoted\"", "plain text, \"quoted\""),
        ("5 < 6 & 7 > 3", "5 &lt; 6 &amp; 7 &gt; 3"),
        ("<ul><li>One<li>Two</ul>", "<ul><li>One</li><li>Two</li></ul>"),
        ("<b>bold <i>both</b> italic</i>", "<b>bold <i>both</i></b><i> italic</i>"),
        ("<p>open", "<p>open</p>"),
        ("</div></p>stray", "<p></p>stray"),
        ("line<br>break<hr/>", "line<br>break<hr>"),
        ("caf&eacute; &lt;b&gt;", "café &lt;b&gt;"),
        ("<table><tr><td colspan=2>x</table>", "<table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>"),
        ("<blink>text</blink> stays", "text stays"),
        ("<a href=\"/sizes\">Sizes</a>", "<a href=\"/sizes\" rel=\"nofollow noopener\">Sizes</a>"),
        (
            "<img src=https://x.test/a.png alt='A \"pot\"'>",
            "<img src=\"https://x.test/a.png\" alt=\"A &quot;pot&quot;\">"
        ),
        ("", ""),
    ])
    func `markup of a description survives, balanced and escaped`(source: String, expected: String) throws {
        #expect(try SanitisedHTML(sanitising: source).markup == expected)
    }

    static let hostile = [
        "<script>alert(1)</script>", "<scr<script>ipt>alert(1)</script>", "<SCRIPT SRC=//x.test/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>", "<p onclick='alert(1)'>x</p>", "<b/onmouseover=alert(1)>x</b>",
        "<a href=javascript:alert(1)>x</a>", "<a href=' jAvA\nscRipt:alert(1)'>x</a>",
        "<a href='&#106;avascript&colon;alert(1)'>x</a>", "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
        "<svg><script>alert(1)</script></svg>", "<svg onload=alert(1)>",
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<math><mi><style><img src=x onerror=alert(1)></style></mi></math>",
        "<style>*{background:url(javascript:alert(1))}</style>", "<p style='background:url(javascript:alert(1))'>x</p>",
        "<iframe src=javascript:alert(1)></iframe>", "<object data=x></object><embed src=x>",
        "<form action=//x.test><input name=card><button>Pay</button></form>", "<base href=//x.test>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<link rel=stylesheet href=//x.test/x.css>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<template><script>alert(1)</script></template>", "<textarea><img src=x onerror=alert(1)></textarea>",
        "<!--<img src=--><img src=x onerror=alert(1)>//", "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<xmp><img src=x onerror=alert(1)></xmp>", "<plaintext><img src=x onerror=alert(1)>",
        "<p title='\"><img src=x onerror=alert(1)>'>x</p>", "<a href='vbscript:x'>x</a>",
        "<a href='\u{1}javascript:x'>x</a>",
        "<title><img src=x onerror=alert(1)></title>", "<select><option><script>alert(1)</script></select>",
    ]

    @Test(arguments: hostile)
    func `nothing that runs comes through`(source: String) throws {
        let markup = try SanitisedHTML(sanitising: "<p>before</p>" + source).markup

        let outsideOfText = Self.tags(in: markup)
        #expect(markup.hasPrefix("<p>before</p>"))
        for tag in outsideOfText {
            #expect(tag.wholeMatch(of: /<\/?[a-z0-9]+( (title|alt|href|src|rel|colspan)="[^"<>]*")*>/) != nil)
            #expect(
                tag.firstMatch(of: /<\/?(script|style|svg|math|iframe|object|embed|form|input|base|meta|link)/) == nil)
            #expect(tag.firstMatch(of: /(href|src)="[^"]*(script|data):/.ignoresCase()) == nil)
        }
    }

    @Test(arguments: hostile)
    func `sanitised markup means the same when it is parsed again`(source: String) throws {
        let once = try SanitisedHTML(sanitising: source)

        #expect(try SanitisedHTML(sanitising: once.markup) == once)
    }

    @Test func `nesting up to the limit is written without exhausting the stack`() throws {
        let source = String(repeating: "<blockquote>", count: 5_000)

        let markup = try SanitisedHTML(sanitising: source).markup

        #expect(markup.hasSuffix("</blockquote></blockquote>"))
    }

    @Test func `what would take the parser too long is refused`() {
        let deep = String(repeating: "<b>", count: 33_000)
        let huge = "<p>" + String(repeating: "long ", count: 2_000_000)

        #expect(throws: SanitisedHTML.Refusal.tooManyTags) { try SanitisedHTML(sanitising: deep) }
        #expect(throws: SanitisedHTML.Refusal.tooLong) { try SanitisedHTML(sanitising: huge) }
        #expect(throws: SanitisedHTML.Refusal.tooLong) {
            try SanitisedHTML(sanitising: String(repeating: "<div>", count: 100_000))
        }
    }

    private static func tags(in markup: String) -> [String] {
        markup.matches(of: /<[^>]*>/).map { String($0.output) }
    }
}

import HTTPSupport

/// The drawings of the first page; decoration only, so screen readers skip them.
enum WelcomeArt {
    /// A shop as it looks on a phone, with three of the sample catalogue's pictures.
    static let shop: HTML = """
        <div class="scene" aria-hidden="true"><div class="phone"><p class="phone-name">Hearth &amp; Clay</p>
        <img src="/assets/demo/harbour-teapot.svg" alt="" width="800" height="800">
        <div class="phone-line"><span>Harbour teapot</span><span>$68</span></div>
        <div class="pair"><img src="/assets/demo/moon-vase.svg" alt="" width="400" height="400">\
        <img src="/assets/demo/mushroom-lamp.svg" alt="" width="400" height="400"></div>
        <p class="phone-button">Add to cart</p></div>
        <p class="note sale"><strong>New order</strong><span>2 pieces · $136.00</span></p>
        <p class="note stock"><strong>3 left</strong><span>Moon vase</span></p></div>
        """

    static let phone = draw("<rect x=\"7\" y=\"3\" width=\"10\" height=\"18\" rx=\"2\"/><path d=\"M11 18h2\"/>")
    static let coins = draw(
        "<ellipse cx=\"12\" cy=\"6.5\" rx=\"7\" ry=\"3\"/><path d=\"M5 6.5v11c0 1.7 3.1 3 7 3s7-1.3 7-3v-11M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3\"/>"
    )
    static let boxes = draw("<path d=\"M3.5 12h8v8h-8zM12.500 12h8v8h-8zM8 3.500h8V11H8z\"/>")
    static let people = draw(
        "<circle cx=\"9\" cy=\"8.5\" r=\"3.5\"/><path d=\"M3 20c.7-4 3-5.500 6-5.500s5.300 1.500 6 5.500M16 5.500a3.500 3.500 0 0 1 0 6.500M17.500 15c2 .6 3.200 2.200 3.500 5\"/>"
    )

    private static func draw(_ shapes: HTML) -> HTML {
        """
        <svg viewBox="0 0 24 24" width="30" height="30" fill="none" stroke="currentColor" stroke-width="1.5" \
        stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">\(shapes)</svg>
        """
    }
}

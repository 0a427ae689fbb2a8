import HTTPSupport

/// The few line drawings that the pages use; decoration only, so screen readers skip them.
enum Icon {
    static let cart = draw("<path d=\"M5 8h14l-1 12H6L5 8Z\"/><path d=\"M9 10V7a3 3 0 0 1 6 0v3\"/>")
    static let search = draw("<circle cx=\"11\" cy=\"11\" r=\"6.5\"/><path d=\"m16 16 4.5 4.5\"/>")
    static let lock = draw(
        "<rect x=\"5\" y=\"11\" width=\"14\" height=\"9\" rx=\"2\"/><path d=\"M8 11V8a4 4 0 0 1 8 0v3\"/>"
    )
    static let check = draw("<path d=\"m5 12.5 4.5 4.5L19 7.5\"/>")
    static let arrow = draw("<path d=\"M4 12h15m-6-6 6 6-6 6\"/>")
    static let alert = draw("<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M12 7.5v5.5m0 3v.1\"/>")
    static let parcel = draw(
        "<path d=\"m12 3.5 8 4v9l-8 4-8-4v-9l8-4Z\"/><path d=\"m4 7.5 8 4 8-4M12 11.5v9M8 5.5l8 4\"/>"
    )
    static let person = draw(
        "<circle cx=\"12\" cy=\"8.5\" r=\"4\"/><path d=\"M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5\"/>"
    )
    static let mail = draw("<rect x=\"3.5\" y=\"6\" width=\"17\" height=\"12\" rx=\"2\"/><path d=\"m4 8 8 6 8-6\"/>")

    private static func draw(_ shapes: HTML) -> HTML {
        """
        <svg class="icon" viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" \
        stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">\(shapes)</svg>
        """
    }
}

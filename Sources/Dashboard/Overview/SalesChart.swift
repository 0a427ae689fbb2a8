import HTTPSupport

/// Sales per day as bars. The numbers are in the sentence for screen readers, and each bar says its own on hover.
struct SalesChart: Sendable {
    let summary: String
    let bars: [Bar]
    let firstDay: String
    let lastDay: String

    struct Bar: Sendable {
        let caption: String
        /// Of the highest bar, 0 to 1.
        let share: Double
    }

    private static let height = 100
    private static let step = 20
    private static let width = 14

    var view: HTML {
        """
        <svg class="chart" viewBox="0 0 \(bars.count * Self.step) \(Self.height)" preserveAspectRatio="none" role="img" \
        aria-label="\(summary)">\(bars.enumerated().map { bar($1, at: $0) })</svg>
        <p class="axis soft" aria-hidden="true"><span>\(firstDay)</span><span>\(lastDay)</span></p>
        """
    }

    private func bar(_ bar: Bar, at position: Int) -> HTML {
        // A day without sales still shows its place.
        let length = max(2, Int((bar.share * Double(Self.height)).rounded()))
        let x = position * Self.step + (Self.step - Self.width) / 2
        return """
            <rect\(attribute: "class", bar.share > 0 ? nil : "none") x="\(x)" y="\(Self.height - length)" \
            width="\(Self.width)" height="\(length)" rx="2"><title>\(bar.caption)</title></rect>
            """
    }
}

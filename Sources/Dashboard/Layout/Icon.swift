import HTTPSupport

/// The line drawings of the navigation; decoration only, so screen readers skip them.
enum Icon {
    static let home = draw("<path d=\"m4 11 8-7 8 7v9h-5.5v-6h-5v6H4v-9Z\"/>")
    static let orders = draw("<path d=\"M6 3.5h12v17l-3-2-3 2-3-2-3 2v-17Z\"/><path d=\"M9 8.5h6M9 12.5h6\"/>")
    static let products = draw("<path d=\"M12 3.5h8v8l-8.5 8.5-8-8L12 3.5Z\"/><path d=\"M16 8v.1\"/>")
    static let promotions = draw(
        "<path d=\"M6 18 18 6\"/><circle cx=\"7.5\" cy=\"7.5\" r=\"2.5\"/><circle cx=\"16.5\" cy=\"16.5\" r=\"2.5\"/>")
    static let settings = draw(
        "<path d=\"M4 7h9m5 0h2M4 17h2m5 0h9\"/><circle cx=\"15.5\" cy=\"7\" r=\"2.5\"/><circle cx=\"8.5\" cy=\"17\" r=\"2.5\"/>"
    )
    static let customers = draw(
        "<circle cx=\"12\" cy=\"8.5\" r=\"4\"/><path d=\"M4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6\"/>"
    )
    static let plus = draw("<path d=\"M12 5v14M5 12h14\"/>")
    static let audit = draw("<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M12 7v5.2l3.4 2\"/>")
    static let plan = draw("<path d=\"M3.5 6h17v12h-17V6Z\"/><path d=\"M3.5 10h17M7 14.5h4\"/>")
    static let shop = draw("<path d=\"M9 5H5v14h14v-4M13 5h6v6m0-6-8.5 8.5\"/>")

    private static func draw(_ shapes: HTML) -> HTML {
        """
        <svg class="icon" viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" \
        stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">\(shapes)</svg>
        """
    }
}

extension DashboardChrome.Room {
    var icon: HTML {
        switch self {
        case .overview: Icon.home
        case .orders: Icon.orders
        case .products: Icon.products
        case .customers: Icon.customers
        case .promotions: Icon.promotions
        case .settings: Icon.settings
        case .audit: Icon.audit
        case .plan: Icon.plan
        }
    }
}

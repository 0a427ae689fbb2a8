import Commerce
import HTTPSupport
import Pricing

extension CustomerShow {
    /// What the page shows.
    struct Model: Sendable {
        let listPath: String
        let path: String
        let title: String
        let email: String
        let isErased: Bool
        let facts: [OrderShow.Sum]
        let addressLines: [String]
        let segments: [String]
        let orders: [Order]
        var tags: String
        var notes: String
        var isBarred: Bool
        var other = ""
        var confirmation = ""
        var isEditable = false
        var notice: Notice?
    }

    struct Order: Sendable {
        let path: String
        let number: String
        let placed: String
        let state: Badge
        let total: String
    }
}

extension CustomerShow.Model {
    init(_ page: CustomerPage, _ store: Store) {
        let (customer, shop, links) = (page.customer, Shop(store), DashboardChrome.StoreLink(store))
        listPath = links.path("/customers")
        path = links.path("/customers/\(customer.id)")
        title = customer.isErased ? "Erased customer" : customer.name.isEmpty ? customer.email : customer.name
        email = customer.email
        isErased = customer.isErased
        facts = Self.facts(customer, shop)
        addressLines = page.address.lines(in: shop.language)
        segments = page.segments.map(\.name)
        orders = page.orders.map { CustomerShow.Order($0, links, shop) }
        tags = customer.tags.joined(separator: ", ")
        notes = customer.notes ?? ""
        isBarred = customer.isBarred
    }

    /// Nothing typed is lost.
    mutating func keep(_ form: Form) {
        if form.has("tags") { (tags, notes, isBarred) = (form["tags"], form["notes"], form.has("barred")) }
        other = form["other"]
        confirmation = form["email"]
    }

    private static func facts(_ customer: CustomerRecord, _ shop: Shop) -> [OrderShow.Sum] {
        var facts = [
            OrderShow.Sum(label: "Customer since", amount: StoreDates.short(customer.since, in: shop)),
            OrderShow.Sum(label: "Orders", amount: Counts.text(customer.orders)),
            OrderShow.Sum(label: "Spent", amount: shop.format(customer.spent)),
            OrderShow.Sum(label: "Account", amount: customer.hasAccount ? "Yes" : "Guest"),
            OrderShow.Sum(label: "Letters about offers", amount: customer.acceptsMarketing ? "Yes" : "No"),
        ]
        if let changed = customer.marketingChangedAt {
            let source = customer.marketingSource.map { " (\($0))" } ?? ""
            facts.append(OrderShow.Sum(label: "Said so", amount: StoreDates.short(changed, in: shop) + source))
        }
        return facts
    }
}

extension CustomerShow.Order {
    fileprivate init(_ order: Commerce.Order, _ links: DashboardChrome.StoreLink, _ shop: Shop) {
        path = links.path("/orders/\(order.id)")
        number = order.number
        placed = StoreDates.short(order.placedAt, in: shop)
        state = Badge(order.status, order.fulfillmentStatus)
        total = shop.format(order.total)
    }
}

extension CustomerDetails {
    fileprivate func lines(in language: Language) -> [String] {
        guard line1 != nil || city != nil else { return [] }
        let place = [postalCode, city, region].compactMap(\.self).joined(separator: " ")
        return [line1, line2, place.isEmpty ? nil : place, Country.name(country, language), phone].compactMap(\.self)
    }
}

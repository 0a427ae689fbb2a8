package import Foundation
package import Postgres

/// Something a visitor did in a storefront.
package struct AnalyticsEvent: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case pageView = "page_view"
        case productView = "product_view"
        case cartAdd = "cart_add"
        case checkout
        /// Never sent by a page: it comes out of the order itself.
        case purchase
    }

    package let kind: Kind
    package let store: ID<Store>
    package let visit: Visit
    package let page: String?
    package let referrer: String?
    package let userAgent: String?
    package let address: InetAddress?
    package let properties: [String: String]
    package let occurredAt: Date

    package init(
        _ kind: Kind,
        in store: ID<Store>,
        visit: Visit,
        page: String? = nil,
        referrer: String? = nil,
        userAgent: String? = nil,
        address: InetAddress? = nil,
        properties: [String: String] = [:],
        at occurredAt: Date
    ) {
        self.kind = kind
        self.store = store
        self.visit = Visit(session: Self.clipped(visit.session), visitor: visit.visitor.map { Self.clipped($0) })
        self.page = page.map { Self.clipped($0) }
        self.referrer = referrer.map { Self.clipped($0) }
        self.userAgent = userAgent.map { Self.clipped($0) }
        self.address = address.map { Self.anonymous($0) }
        self.properties = properties.mapValues { Self.clipped($0) }
        self.occurredAt = occurredAt
    }

    /// Addresses are typed by machines and by mischief; nobody reads more of one. PostgreSQL's text takes no NUL.
    private static func clipped(_ text: String) -> String {
        String(text.replacing("\0", with: "").prefix(1_000))
    }

    /// A network and no person: the last octet of IPv4 and all but the site's prefix of IPv6 are dropped before anything
    /// is kept.
    private static func anonymous(_ address: InetAddress) -> InetAddress {
        address.truncated(to: address.bytes.count == 4 ? 24 : 48)
    }
}

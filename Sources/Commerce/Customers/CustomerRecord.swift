package import Foundation
package import Postgres
package import Pricing

/// A customer as the store's people see him.
package struct CustomerRecord: Hashable, Sendable {
    package let id: ID<Customer>
    package let email: String
    package let name: String
    package let phone: String?
    package let city: String?
    package let country: String
    package let hasAccount: Bool
    /// Barred from signing in and ordering with his account.
    package let isBarred: Bool
    package let isErased: Bool
    package let acceptsMarketing: Bool
    package let marketingChangedAt: Date?
    package let marketingSource: String?
    package let spent: Money
    package let orders: Int
    package let tags: [String]
    package let notes: String?
    package let since: Date
}

/// Where a page of customers ends, and the next begins.
package struct CustomerCursor: Hashable, Sendable {
    package let since: Date
    package let id: ID<Customer>

    package init(since: Date, id: ID<Customer>) {
        self.since = since
        self.id = id
    }
}

extension CustomerRecord: PostgresRow {
    static let columns: SQL = """
        c.id, c.email, c.first_name, c.last_name, c.phone, c.shipping_city, c.shipping_country,
        c.user_id IS NOT NULL AS has_account, c.is_active, c.erased_at IS NOT NULL AS is_erased, c.accepts_marketing,
        c.marketing_consent_at, c.marketing_consent_source, c.total_spent, c.total_orders, c.tags, c.notes, c.created_at,
        (SELECT currency FROM stores WHERE id = c.store_id) AS currency
        """

    package init(row: Row) throws {
        id = try row["id"]
        email = try row["email"]
        let names: [String?] = [try row["first_name"], try row["last_name"]]
        name = names.compactMap(\.self).joined(separator: " ")
        phone = try row["phone"]
        city = try row["shipping_city"]
        country = try row["shipping_country"]
        hasAccount = try row["has_account"]
        isErased = try row["is_erased"]
        isBarred = try !row.decode("is_active", as: Bool.self)
        acceptsMarketing = try row["accepts_marketing"]
        marketingChangedAt = try row["marketing_consent_at"]
        marketingSource = try row["marketing_consent_source"]
        spent = try Money(
            row.decode("total_spent", as: Decimal.self), Currency(row.decode("currency", as: String.self)))
        orders = try Int(row.decode("total_orders", as: Int32.self))
        tags = try row["tags"]
        notes = try row["notes"]
        since = try row["created_at"]
    }
}

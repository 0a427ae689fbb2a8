package import Foundation
package import Postgres

/// A customer of one store, as the customer sees himself.
package struct Customer: Hashable, Sendable {
    package let email: String
    package var details: CustomerDetails
    /// When and where the customer last said yes or no to letters about offers; nil where never asked.
    package let marketingChangedAt: Date?
    package let marketingSource: String?
}

/// What a customer can change about himself.
package struct CustomerDetails: Hashable, Sendable {
    package var firstName: String?
    package var lastName: String?
    package var phone: String?
    package var line1: String?
    package var line2: String?
    package var city: String?
    package var region: String?
    package var postalCode: String?
    /// ISO 3166's two letters.
    package var country: String
    package var acceptsMarketing: Bool

    package init(country: String, acceptsMarketing: Bool = false) {
        self.country = country
        self.acceptsMarketing = acceptsMarketing
    }
}

extension CustomerDetails {
    package var name: String { [firstName, lastName].compactMap { $0 }.joined(separator: " ") }
}

extension Customer: PostgresRow {
    package init(row: Row) throws {
        email = try row["email"]
        details = try CustomerDetails(row: row)
        marketingChangedAt = try row["marketing_consent_at"]
        marketingSource = try row["marketing_consent_source"]
    }
}

extension CustomerDetails: PostgresRow {
    package init(row: Row) throws {
        firstName = try row["first_name"]
        lastName = try row["last_name"]
        phone = try row["phone"]
        line1 = try row["shipping_address_line1"]
        line2 = try row["shipping_address_line2"]
        city = try row["shipping_city"]
        region = try row["shipping_state"]
        postalCode = try row["shipping_postal_code"]
        country = try row["shipping_country"]
        acceptsMarketing = try row["accepts_marketing"]
    }
}

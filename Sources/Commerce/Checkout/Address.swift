/// Where a parcel goes, or a bill. Stored with the order as it was written, whatever becomes of the customer.
package struct Address: Hashable, Sendable, Codable {
    package var name: String
    package var line1: String
    package var line2: String?
    package var city: String
    package var region: String?
    package var postalCode: String?
    /// ISO 3166's two letters.
    package var country: String
    package var phone: String?

    package init(
        name: String,
        line1: String,
        line2: String? = nil,
        city: String,
        region: String? = nil,
        postalCode: String? = nil,
        country: String,
        phone: String? = nil
    ) {
        self.name = name
        self.line1 = line1
        self.line2 = line2
        self.city = city
        self.region = region
        self.postalCode = postalCode
        self.country = country
        self.phone = phone
    }

    enum CodingKeys: String, CodingKey {
        case name, line1, line2, city, region, country, phone
        case postalCode = "postal_code"
    }
}

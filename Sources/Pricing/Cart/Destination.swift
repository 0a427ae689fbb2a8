/// Where an order goes, as far as it is known.
package struct Destination: Hashable, Sendable, Codable {
    /// The ISO 3166-1 code, in capitals: `DE`.
    package let country: String
    /// The second part of the ISO 3166-2 code: `QC` in Canada, `CA` in the United States.
    package let region: String?
    /// The postcode in capitals, without spaces and hyphens.
    package let postcode: String?
    /// The place on the map, where an address has been looked up.
    package let coordinate: Coordinate?

    /// A destination; letter case, spaces and hyphens are evened out.
    package init(country: String, region: String? = nil, postcode: String? = nil, at coordinate: Coordinate? = nil) {
        self.country = country.uppercased()
        self.region = region?.uppercased()
        self.postcode = postcode.map(Territory.normalized)
        self.coordinate = coordinate
    }
}

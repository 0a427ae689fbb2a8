/// A part of the world by its codes: a country, one of its regions, or places with certain postcodes.
package struct Territory: Hashable, Sendable, Codable {
    /// The ISO 3166-1 code in capitals; nil is everywhere.
    package let country: String?
    /// The region's code within the country; nil is all of them.
    package let region: String?
    /// Beginnings of postcodes, one of which has to fit; none fit all.
    package let postcodePrefixes: [String]

    /// A country, or less of it.
    package init(country: String, region: String? = nil, postcodePrefixes: [String] = []) {
        self.init(inside: country.uppercased(), region?.uppercased(), postcodePrefixes.map(Self.normalized))
    }

    private init(inside country: String?, _ region: String?, _ postcodePrefixes: [String]) {
        self.country = country
        self.region = region
        self.postcodePrefixes = postcodePrefixes
    }

    /// The whole world.
    package static let everywhere = Territory(inside: nil, nil, [])

    /// How closely the territory fits a place, nil where it does not: a longer prefix of the postcode before a
    /// shorter one, before a region, before a country, before the world. The world fits a place that is not known yet.
    package func fit(_ destination: Destination?) -> Int? {
        guard let country else { return 0 }
        guard let destination, country == destination.country else { return nil }
        if let region, region != destination.region { return nil }
        let regionFit = region == nil ? 1 : 2
        if postcodePrefixes.isEmpty { return regionFit }
        guard let postcode = destination.postcode else { return nil }
        return postcodePrefixes.filter(postcode.hasPrefix).map(\.count).max().map { regionFit + 2 * $0 }
    }

    /// A postcode in capitals, with letters and digits alone: `sw1a 1aa` becomes `SW1A1AA`.
    static func normalized(_ postcode: String) -> String {
        postcode.uppercased().filter { $0.isLetter || $0.isNumber }
    }
}

extension Sequence<Territory> {
    /// The closest fit among them.
    func fit(_ destination: Destination?) -> Int? {
        compactMap { $0.fit(destination) }.max()
    }
}

/// A place on the globe in degrees of WGS 84, as maps and phones give it.
package struct Coordinate: Hashable, Sendable, Codable {
    /// Degrees north, from -90 to 90.
    package let latitude: Double
    /// Degrees east, from -180 to 180.
    package let longitude: Double

    /// A place; throws for degrees that are not on the globe.
    package init(latitude: Double, longitude: Double) throws(PricingError) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else {
            throw .coordinate(latitude: latitude, longitude: longitude)
        }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Reads both; refuses what `init(latitude:longitude:)` refuses.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            latitude: fields.decode(Double.self, forKey: .latitude),
            longitude: fields.decode(Double.self, forKey: .longitude)
        )
    }

    private enum CodingKeys: String, CodingKey {
        case latitude, longitude
    }
}

/// Where a shop delivers itself. Geography is measured in floating point; money never is.
package enum DeliveryArea: Hashable, Sendable, Codable {
    /// Within a line drawn on the map; its last corner is joined to its first, and the line itself is inside.
    case polygon(_ corners: [Coordinate])
    /// Within some metres of a place, as the crow flies; exactly that far is inside.
    case circle(around: Coordinate, metres: Double)
    /// Postcodes of a country in full (`10115`), or their beginnings (`101*`).
    case postcodes(country: String, codes: [String])

    /// Whether a place is inside, or nil while what would tell is not known of it.
    package func contains(_ destination: Destination) -> Bool? {
        switch self {
        case .polygon(let corners):
            return destination.coordinate.map { Self.polygon(corners, contains: $0) }
        case .circle(let centre, let metres):
            return destination.coordinate.map { centre.metres(to: $0) <= metres }
        case .postcodes(let country, let codes):
            guard country.uppercased() == destination.country else { return false }
            return destination.postcode.map { postcode in codes.contains { Self.code($0, fits: postcode) } }
        }
    }

    private static func code(_ code: String, fits postcode: String) -> Bool {
        let plain = Territory.normalized(code)
        return code.hasSuffix("*") ? postcode.hasPrefix(plain) : postcode == plain
    }

    /// Casts a ray from the place to the east and counts the edges that it crosses.
    private static func polygon(_ corners: [Coordinate], contains place: Coordinate) -> Bool {
        let points = outline(corners, around: place)
        guard points.count >= 3, var from = points.last else { return false }
        var isInside = false
        for to in points {
            let cross = from.x * to.y - to.x * from.y
            let isBetween = from.x * to.x <= 0 && from.y * to.y <= 0
            if cross == 0 && isBetween { return true }
            if (from.y > 0) != (to.y > 0), (cross > 0) == (to.y > from.y) { isInside.toggle() }
            from = to
        }
        return isInside
    }

    /// The corners as degrees east and north of a place. Each is reached from the one before the shorter way round, so
    /// that an area across the 180th meridian stays whole.
    private static func outline(_ corners: [Coordinate], around place: Coordinate) -> [(x: Double, y: Double)] {
        var (last, east) = (place, 0.0)
        return corners.map { corner in
            east += corner.degreesEast(of: last)
            last = corner
            return (x: east, y: corner.latitude - place.latitude)
        }
    }
}

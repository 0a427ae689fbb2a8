import Foundation

extension Coordinate {
    /// The mean radius of the earth that WGS 84 gives, (2a + b) ÷ 3.
    private static let earthRadius = 6_371_008.8

    /// The way over the globe in metres, by the haversine formula: up to 0.5 % off, as the earth is no sphere.
    package func metres(to other: Coordinate) -> Double {
        let (here, there) = (latitude * .pi / 180, other.latitude * .pi / 180)
        let north = sin((there - here) / 2)
        let east = sin((other.longitude - longitude) * .pi / 360)
        let haversine = north * north + cos(here) * cos(there) * east * east
        return 2 * Self.earthRadius * asin(min(1, haversine.squareRoot()))
    }

    /// How far east of another place this one lies, the shorter way round.
    func degreesEast(of other: Coordinate) -> Double {
        let degrees = longitude - other.longitude
        return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees
    }
}

import Testing

@testable import Pricing

struct DeliveryAreaTests {
    private func at(_ latitude: Double, _ longitude: Double) throws -> Destination {
        Destination(country: "DE", at: try Coordinate(latitude: latitude, longitude: longitude))
    }

    private func polygon(_ corners: [(Double, Double)]) throws -> DeliveryArea {
        .polygon(try corners.map { try Coordinate(latitude: $0.0, longitude: $0.1) })
    }

    @Test func `a polygon holds what is inside it and on its line`() throws {
        // An L: the north-eastern quarter is missing.
        let area = try polygon([(0, 0), (0, 2), (1, 2), (1, 1), (2, 1), (2, 0)])

        for inside in [(0.5, 1.5), (1.5, 0.5), (0.5, 0.5), (0.0, 0.0), (0.0, 1.0), (1.0, 1.5), (2.0, 0.5)] {
            #expect(area.contains(try at(inside.0, inside.1)) == true, "\(inside)")
        }
        for outside in [(1.5, 1.5), (-0.1, 1.0), (0.5, 2.1), (2.1, 0.5), (1.0, -1.0), (0.0, 3.0), (2.0, 1.5)] {
            #expect(area.contains(try at(outside.0, outside.1)) == false, "\(outside)")
        }
    }

    @Test func `a polygon goes across the 180th meridian`() throws {
        let fiji = try polygon([(-19, 177), (-16, 177), (-16, -179), (-19, -179)])

        #expect(fiji.contains(try at(-17, 179.9)) == true)
        #expect(fiji.contains(try at(-17, -179.5)) == true)
        #expect(fiji.contains(try at(-17, -178)) == false)
        #expect(fiji.contains(try at(-17, 0)) == false)
    }

    @Test func `less than a triangle holds nothing`() throws {
        #expect(try polygon([(0, 0), (1, 1)]).contains(try at(0.5, 0.5)) == false)
        #expect(try polygon([]).contains(try at(0, 0)) == false)
    }

    @Test func `a circle is measured over the globe`() throws {
        let berlin = try Coordinate(latitude: 52.5170, longitude: 13.3889)
        let hamburg = try Coordinate(latitude: 53.5503, longitude: 9.9929)

        // About 255 km; a degree of longitude counted as one of latitude would give 395 km.
        #expect((254_000...257_000).contains(berlin.metres(to: hamburg)))
        #expect(berlin.metres(to: berlin) == 0)
        let antipodes = try Coordinate(latitude: 0, longitude: 0).metres(to: Coordinate(latitude: 0, longitude: 180))
        #expect((20_015_000...20_016_000).contains(antipodes))
        let area = DeliveryArea.circle(around: berlin, metres: 256_000)
        #expect(area.contains(try at(53.5503, 9.9929)) == true)
        #expect(area.contains(try at(53.9, 9.9929)) == false)
        #expect(area.contains(Destination(country: "DE")) == nil)
    }

    @Test func `postcodes are compared in full or by their beginning, however they are written`() {
        let area = DeliveryArea.postcodes(country: "gb", codes: ["sw1a 1aa", "EC1*"])

        func holds(_ postcode: String?, _ country: String = "GB") -> Bool? {
            area.contains(Destination(country: country, postcode: postcode))
        }

        #expect(holds("SW1A1AA") == true)
        #expect(holds("sw1a-1aa") == true)
        #expect(holds("SW1A 1AB") == false)
        #expect(holds("ec1v 4ad") == true)
        #expect(holds("EC2") == false)
        #expect(holds("SW1A 1AA", "FR") == false)
        #expect(holds(nil) == nil)
    }

    @Test(arguments: [(91.0, 0.0), (0.0, -180.5), (.nan, 0.0), (0.0, .infinity)])
    func `what is not on the globe is refused`(latitude: Double, longitude: Double) {
        #expect(throws: PricingError.self) { try Coordinate(latitude: latitude, longitude: longitude) }
    }
}

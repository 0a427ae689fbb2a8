import Commerce
import Foundation
import Testing

@Suite struct IDTests {
    @Test func `an id prints in lower case and reads any case`() throws {
        let id = try #require(ID<Store>("018C0000-0000-7000-8000-00000000000A"))

        #expect(id.description == "018c0000-0000-7000-8000-00000000000a")
        #expect(ID<Store>(id.description) == id)
    }

    @Test(arguments: [
        "", "1", "018c0000", "018c0000-0000-7000-8000-00000000000g", "018c0000-0000-7000-8000-0000000000000",
    ])
    func `what is no UUID is no id`(text: String) {
        #expect(ID<Store>(text) == nil)
    }

    @Test func `ids made later sort later, and are of version 7`() {
        var random = SystemRandomNumberGenerator()
        let dates = (0..<100).map { Date(timeIntervalSince1970: 1_700_000_000 + Double($0) / 1_000) }

        let ids = dates.map { UUID(versionSevenAt: $0, using: &random).uuidString }

        #expect(ids == ids.sorted())
        #expect(ids.allSatisfy { $0.wholeMatch(of: /.{14}7...-[89AB].{16}/) != nil })
        #expect(Set(ids).count == 100)
    }
}

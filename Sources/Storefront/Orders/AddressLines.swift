import Commerce
import HTTPSupport

/// An address as it stands on a parcel.
enum AddressLines {
    static func lines(_ address: Address, _ language: Language) -> [String] {
        let place = [address.postalCode, address.city].compactMap { $0 }.joined(separator: " ")
        let lines = [
            address.name, address.line1, address.line2, place, address.region, Country.name(address.country, language),
        ]
        return lines.compactMap { $0 }.filter { !$0.isEmpty }
    }
}

package import Commerce
import Foundation

/// As it stands in an address: microseconds, which is what PostgreSQL counts, and the order.
extension OrderCursor: LosslessStringConvertible {
    package init?(_ description: String) {
        let parts = description.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let microseconds = Int(parts[0]), let id = ID<Order>(String(parts[1])),
            // The years that PostgreSQL's timestamps and Swift's dates both hold exactly.
            (0..<4_102_444_800_000_000).contains(microseconds)
        else { return nil }
        self.init(placedAt: Date(timeIntervalSince1970: Double(microseconds) / 1_000_000), id: id)
    }

    package var description: String {
        "\(Int((placedAt.timeIntervalSince1970 * 1_000_000).rounded())),\(id)"
    }
}

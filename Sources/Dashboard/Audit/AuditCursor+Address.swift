package import Commerce
import Foundation
import HTTPSupport

/// As it stands in an address: microseconds, which is what PostgreSQL counts, and the entry.
extension AuditCursor: LosslessStringConvertible {
    package init?(_ description: String) {
        guard let order = OrderCursor(description) else { return nil }
        self.init(time: order.placedAt, id: ID(order.id.uuid))
    }

    package var description: String { OrderCursor(placedAt: time, id: ID(id.uuid)).description }
}

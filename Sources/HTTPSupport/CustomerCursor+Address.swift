package import Commerce

/// As it stands in an address: microseconds, which is what PostgreSQL counts, and the customer.
extension CustomerCursor: LosslessStringConvertible {
    package init?(_ description: String) {
        guard let cursor = OrderCursor(description) else { return nil }
        self.init(since: cursor.placedAt, id: ID(cursor.id.uuid))
    }

    package var description: String { OrderCursor(placedAt: since, id: ID(id.uuid)).description }
}

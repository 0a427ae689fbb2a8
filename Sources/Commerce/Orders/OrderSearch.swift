import Postgres

/// What somebody types to find orders: a number, with or without the shop's letters, or a part of the customer's name or
/// e-mail address.
package struct OrderSearch: Hashable, Sendable {
    private static let lengthLimit = 100

    let words: String

    /// Nil for what cannot be searched for: nothing, or what no text in the database holds.
    package init?(_ text: String) {
        let words = String(text.prefix(Self.lengthLimit))
        guard !words.isEmpty, !words.utf8.contains(0) else { return nil }
        self.words = words
    }
}

extension OrderSearch {
    /// A page of the orders that match, as `found.order_id`.
    func page(_ status: OrderStatus?, after cursor: OrderCursor?, limit: Int) -> SQL {
        """
        app.find_orders(\(words), \(Int32(clamping: limit)), \(status?.rawValue), \(cursor?.placedAt), \(cursor?.id)) AS found
        """
    }
}

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
    /// The ids of the orders that match, each half from an index of its own.
    func matches(in store: ID<Store>) -> SQL {
        """
        SELECT n.id FROM orders n
        WHERE n.store_id = \(store) AND n.order_number IN (upper(\(words)), \(prefix(in: store)) || \(words))
        UNION
        SELECT b.id FROM orders b JOIN customers c ON c.store_id = b.store_id AND c.id = b.customer_id
        WHERE b.store_id = \(store) AND c.store_id = \(store)
            AND lower(app.unaccent(COALESCE(c.first_name, '') || ' ' || COALESCE(c.last_name, '') || ' ' || c.email))
                LIKE '%' || lower(app.unaccent(\(pattern))) || '%'
        """
    }

    /// The letters before the numbers, which are the same for all orders of a store.
    private func prefix(in store: ID<Store>) -> SQL {
        "(SELECT substring(p.order_number FROM '^[A-Z]+') FROM orders p WHERE p.store_id = \(store) LIMIT 1)"
    }

    /// The words as LIKE takes them to the letter.
    private var pattern: String {
        words.reduce(into: "") { pattern, character in
            if "\\%_".contains(character) { pattern.append("\\") }
            pattern.append(character)
        }
    }
}

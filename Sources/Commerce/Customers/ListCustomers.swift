package import Postgres

/// Lists a store's customers by keyset, the newest first: all, those of a segment, or those that a search finds.
package enum ListCustomers {
    package static let pageSize = 50

    package static func run(
        in store: ID<Store>,
        of segment: Segment? = nil,
        matching search: CustomerSearch? = nil,
        after cursor: CustomerCursor? = nil,
        size: Int = pageSize,
        on db: Connection
    ) async throws -> Page<CustomerRecord, CustomerCursor> {
        let found = try await db.query(
            page(in: store, of: segment, matching: search, after: cursor, limit: size + 1), as: CustomerRecord.self)
        return Page(found, size: size) { CustomerCursor(since: $0.since, id: $0.id) }
    }

    private static func page(
        in store: ID<Store>, of segment: Segment?, matching search: CustomerSearch?,
        after cursor: CustomerCursor?, limit: Int
    ) -> SQL {
        var source: SQL = "customers c"
        var conditions: [SQL] = ["c.store_id = \(store)", "c.erased_at IS NULL"]
        if let search {
            source = """
                app.find_customers(\(search.words), \(Int32(clamping: limit)), \(cursor?.since), \(cursor?.id)) AS found
                JOIN customers c ON c.id = found.customer_id
                """
        } else if let cursor {
            conditions.append("(c.created_at, c.id) < (\(cursor.since), \(cursor.id))")
        }
        if let segment { conditions += segment.rules.conditions }
        return """
            SELECT \(CustomerRecord.columns) FROM \(source)
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY c.created_at DESC, c.id DESC LIMIT \(limit)
            """
    }
}

/// What somebody types to find customers: a part of a name or of an e-mail address.
package struct CustomerSearch: Hashable, Sendable {
    let words: String

    /// Nil for what cannot be searched for: nothing, or what no text in the database holds.
    package init?(_ text: String) {
        let words = String(text.prefix(100))
        guard !words.isEmpty, !words.utf8.contains(0) else { return nil }
        self.words = words
    }
}

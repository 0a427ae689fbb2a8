package import Postgres

/// Which entries of a store's log somebody wants to see; without any condition, all.
package struct AuditSearch: Hashable, Sendable {
    package var person: ID<User>?
    package var kind: String?
    /// Days in the store's time zone, both included.
    package var firstDay: CalendarDate?
    package var lastDay: CalendarDate?
    package var words: String?
    /// A product's or an order's history.
    package var record: String?

    package init() {}
}

extension AuditSearch {
    private static let lengthLimit = 100

    func conditions(in store: ID<Store>, timeZone: String) -> [SQL] {
        var conditions: [SQL] = ["a.store_id = \(store)"]
        if let person { conditions.append("a.actor_id = \(person)") }
        if let kind { conditions.append("a.entity_type = \(kind)") }
        if let record { conditions.append("a.record_id = \(record)") }
        if let firstDay { conditions.append("a.created_at >= \(firstDay)::timestamp AT TIME ZONE \(timeZone)") }
        if let lastDay {
            conditions.append("a.created_at < (\(lastDay)::timestamp + interval '1 day') AT TIME ZONE \(timeZone)")
        }
        if let words {
            let pattern = "%\(Self.literally(words.prefix(Self.lengthLimit)))%"
            conditions.append("concat_ws(' ', a.label, a.before::text, a.after::text) ILIKE \(pattern)")
        }
        return conditions
    }

    /// The words as LIKE takes them to the letter.
    private static func literally(_ words: some StringProtocol) -> String {
        words.reduce(into: "") { pattern, character in
            if "\\%_".contains(character) { pattern.append("\\") }
            pattern.append(character)
        }
    }
}

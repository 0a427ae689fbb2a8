package import Foundation
package import Postgres

/// A group that customers belong to by what they do.
package struct Segment: Hashable, Sendable {
    package let id: ID<Segment>
    package let name: String
    package let rules: Rules

    /// All that are given have to hold.
    package struct Rules: Hashable, Sendable {
        package var minimumSpent: Decimal?
        package var minimumOrders: Int?
        package var orderedWithinDays: Int?
        package var notOrderedForDays: Int?
        package var tag: String?
        package var acceptsMarketing: Bool?

        package init() {}

        package var isEmpty: Bool { self == Rules() }
    }
}

extension Segment.Rules {
    /// Of a row `c` of customers.
    var conditions: [SQL] {
        var conditions: [SQL] = []
        if let minimumSpent { conditions.append("c.total_spent >= \(minimumSpent)") }
        if let minimumOrders { conditions.append("c.total_orders >= \(Int32(clamping: minimumOrders))") }
        if let orderedWithinDays { conditions.append(Self.ordered(within: orderedWithinDays)) }
        if let notOrderedForDays { conditions.append("NOT \(Self.ordered(within: notOrderedForDays))") }
        if let tag { conditions.append("c.tags @> \([tag])") }
        if let acceptsMarketing { conditions.append("c.accepts_marketing = \(acceptsMarketing)") }
        return conditions
    }

    private static func ordered(within days: Int) -> SQL {
        """
        EXISTS (SELECT FROM orders o WHERE o.store_id = c.store_id AND o.customer_id = c.id AND o.status <> 'cancelled'
            AND o.created_at > now() - \(Int32(clamping: days)) * interval '1 day')
        """
    }
}

extension Segment: PostgresRow {
    private static let columns: SQL = """
        id, name, minimum_spent, minimum_orders, ordered_within_days, not_ordered_for_days, tag, accepts_marketing
        """

    package static func list(in store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM customer_segments WHERE store_id = \(store) ORDER BY lower(name), id"
    }

    package static func find(_ id: ID<Segment>, in store: ID<Store>) -> SQL {
        "SELECT \(columns) FROM customer_segments WHERE store_id = \(store) AND id = \(id)"
    }

    package init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        var rules = Rules()
        rules.minimumSpent = try row["minimum_spent"]
        rules.minimumOrders = try (row["minimum_orders"] as Int32?).map(Int.init)
        rules.orderedWithinDays = try (row["ordered_within_days"] as Int32?).map(Int.init)
        rules.notOrderedForDays = try (row["not_ordered_for_days"] as Int32?).map(Int.init)
        rules.tag = try row["tag"]
        rules.acceptsMarketing = try row["accepts_marketing"]
        self.rules = rules
    }
}

/// Adds and removes segments.
package enum EditSegment {
    /// - Throws: ``SegmentError``
    package static func add(
        _ name: String, _ rules: Segment.Rules, in store: ID<Store>, on db: Connection
    ) async throws {
        guard !rules.isEmpty else { throw SegmentError.noRule }
        do {
            try await db.execute(
                """
                INSERT INTO customer_segments (store_id, name, minimum_spent, minimum_orders, ordered_within_days,
                    not_ordered_for_days, tag, accepts_marketing)
                VALUES (\(store), \(name), \(rules.minimumSpent), \(rules.minimumOrders.map(Int32.init(clamping:))),
                    \(rules.orderedWithinDays.map(Int32.init(clamping:))),
                    \(rules.notOrderedForDays.map(Int32.init(clamping:))), \(rules.tag), \(rules.acceptsMarketing))
                """
            )
        } catch let error as PostgresError where error.constraint == "customer_segments_name_is_unique" {
            throw SegmentError.nameTaken
        }
    }

    /// It does not matter whether it was there.
    package static func remove(_ id: ID<Segment>, in store: ID<Store>, on db: Connection) async throws {
        try await db.execute("DELETE FROM customer_segments WHERE store_id = \(store) AND id = \(id)")
    }
}

/// Why a segment is not added.
package enum SegmentError: Error, Hashable, CustomStringConvertible {
    case noRule
    case nameTaken

    package var description: String {
        switch self {
        case .noRule: "Give at least one rule, or every customer would belong to it."
        case .nameTaken: "Another segment has this name. Choose another one."
        }
    }
}

import Foundation
package import Postgres
import Pricing

extension Promotion {
    private static let columns: SQL = """
        p.id, p.name, p.code, p.benefit, p.conditions, p.starts_at, p.ends_at, p.is_exclusive, p.priority, p.uses_limit,
        p.uses_limit_per_customer, p.archived_at IS NOT NULL AS is_archived
        """
    /// The count is kept where there is a limit alone; the list of uses has them all.
    private static let uses: SQL = """
        (SELECT count(*) FROM promotion_uses u
        WHERE u.store_id = p.store_id AND u.promotion_id = p.id AND u.released_at IS NULL) AS uses
        """

    static func list(in store: ID<Store>, limit: Int) -> SQL {
        """
        SELECT \(columns), \(uses) FROM promotions p WHERE p.store_id = \(store)
        ORDER BY p.archived_at IS NOT NULL, p.created_at DESC, p.id LIMIT \(limit)
        """
    }

    static func find(_ id: ID<Promotion>, in store: ID<Store>) -> SQL {
        "SELECT \(columns), \(uses) FROM promotions p WHERE p.store_id = \(store) AND p.id = \(id)"
    }

    static func insert(_ details: PromotionDetails, in store: ID<Store>) throws -> SQL {
        """
        INSERT INTO promotions (store_id, name, code, benefit, conditions, starts_at, ends_at, is_exclusive, priority,
            uses_limit, uses_limit_per_customer)
        VALUES (\(store), \(details.name), \(details.code), \(try JSON(encoding: details.benefit)),
            \(try JSON(encoding: details.conditions)), \(details.startsAt), \(details.endsAt), \(details.isExclusive),
            \(Int32(clamping: details.priority)), \(details.usesLimit.map { Int32(clamping: $0) }),
            \(details.usesLimitPerCustomer.map { Int32(clamping: $0) }))
        RETURNING id
        """
    }

    static func update(_ id: ID<Promotion>, _ details: PromotionDetails, in store: ID<Store>) throws -> SQL {
        """
        UPDATE promotions SET name = \(details.name), code = \(details.code),
            benefit = \(try JSON(encoding: details.benefit)), conditions = \(try JSON(encoding: details.conditions)),
            starts_at = \(details.startsAt), ends_at = \(details.endsAt), is_exclusive = \(details.isExclusive),
            priority = \(Int32(clamping: details.priority)),
            uses_limit = \(details.usesLimit.map { Int32(clamping: $0) }),
            uses_limit_per_customer = \(details.usesLimitPerCustomer.map { Int32(clamping: $0) })
        WHERE store_id = \(store) AND id = \(id) AND archived_at IS NULL
        """
    }

    static func archive(_ id: ID<Promotion>, in store: ID<Store>) -> SQL {
        """
        UPDATE promotions SET is_active = false, archived_at = COALESCE(archived_at, now())
        WHERE store_id = \(store) AND id = \(id)
        """
    }
}

extension Promotion {
    /// What a cart may get: every automatic promotion that is not over, and those whose code was typed in, whatever
    /// became of them, so that their typist hears why.
    static func offered(for buyer: BuyerFacts, in store: ID<Store>) -> SQL {
        """
        SELECT \(columns), n.uses, CASE WHEN p.uses_limit_per_customer IS NOT NULL THEN (
                SELECT count(*) FROM promotion_uses u
                JOIN customers c ON c.store_id = u.store_id AND c.id = u.customer_id
                WHERE u.store_id = p.store_id AND u.promotion_id = p.id AND u.released_at IS NULL AND \(buyer.condition)
            ) END AS uses_of_buyer
        FROM promotions p JOIN promotion_counts n ON n.store_id = p.store_id AND n.promotion_id = p.id
        WHERE p.store_id = \(store) AND p.is_active
            AND (p.code = ANY (\(buyer.codes.map { $0.uppercased() }))
                OR p.code IS NULL AND (p.ends_at IS NULL OR p.ends_at > now()))
        ORDER BY p.code IS NULL, p.priority DESC, p.id LIMIT 100
        """
    }
}

extension Promotion: PostgresRow {
    package init(row: Row) throws {
        id = try row["id"]
        uses = try row["uses"]
        isArchived = try row["is_archived"]
        details = PromotionDetails(
            name: try row["name"],
            code: try row["code"],
            benefit: try row.decode("benefit", as: JSON.self).decode(),
            conditions: try row.decode("conditions", as: JSON.self).decode(),
            startsAt: try row["starts_at"],
            endsAt: try row["ends_at"],
            isExclusive: try row["is_exclusive"],
            priority: try row["priority"],
            usesLimit: try row["uses_limit"],
            usesLimitPerCustomer: try row["uses_limit_per_customer"]
        )
    }
}

extension PromotionRule {
    /// A row of `Promotion.offered`.
    init(offered row: Row) throws {
        let promotion = try Promotion(row: row)
        let details = promotion.details
        self.init(
            id: PricingID(promotion.id.uuid),
            name: details.name,
            trigger: details.code.map(Trigger.code) ?? .automatic,
            details.benefit
        )
        conditions = details.conditions
        conditions.start = details.startsAt
        conditions.end = details.endsAt
        stacking = details.isExclusive ? .exclusive : .stackable
        priority = details.priority
        usesLeft = details.usesLimit.map { $0 - promotion.uses }
        let usesOfBuyer: Int? = try row["uses_of_buyer"]
        usesLeftForBuyer = details.usesLimitPerCustomer.map { $0 - (usesOfBuyer ?? 0) }
    }
}

package import Postgres

/// What law asks to be kept of a business that is gone: amounts and dates of orders, lines, payments and refunds, and
/// of what the owner paid for the platform. Nothing in it names anybody.
package enum ClosedBooks {
    /// Years from the end of the year of the entry, as tax laws count them.
    package static let usualYears = 10

    /// The end of the time for which an entry is kept.
    static func keepUntil(_ moment: SQL, years: Int) -> SQL {
        "(date_trunc('year', \(moment)) + make_interval(years => \(Int32(years + 1))))::date - 1"
    }

    /// Deletes up to `limit` rows of a table, and answers how many. Those that the books know are entered by the same
    /// statement, so that none is lost and none counts twice.
    static func erase(_ table: TenantTable, limit: Int, years: Int) -> SQL {
        """
        WITH gone AS (\(table.deletion(limit: limit, where: isReady[table.name] ?? "true")) RETURNING *)\(entries[table.name].map { entering($0, years) } ?? "")
        SELECT count(*) FROM gone
        """
    }

    /// An order takes its lines along; they have to be entered first.
    private static let isReady: [String: SQL] = [
        "orders": """
        NOT EXISTS (SELECT FROM order_items i WHERE i.store_id = r.store_id AND i.order_id = r.id)
            AND NOT EXISTS (SELECT FROM payments p WHERE p.store_id = r.store_id AND p.order_id = r.id)
            AND NOT EXISTS (SELECT FROM refunds f WHERE f.store_id = r.store_id AND f.order_id = r.id)
        """
    ]

    private static func entering(_ entry: (kind: SQL, figures: SQL), _ years: Int) -> SQL {
        """
        , entered AS (
            INSERT INTO closed_books (id, kind, former_owner_id, former_store_id, order_id, number, happened_at, status,
                quantity, subtotal, tax_amount, shipping_amount, discount_amount, fee, total_amount, currency, keep_until)
            SELECT g.id, \(entry.kind), app.tenant(), g.store_id, \(entry.figures),
                \(keepUntil("g.created_at", years: years))
            FROM gone g
            ON CONFLICT (id, kind) DO NOTHING
        )
        """
    }

    /// From the order's id to the currency, as the columns of the books.
    private static let entries: [String: (kind: SQL, figures: SQL)] = [
        "orders": (
            "'order'",
            """
            g.id, CASE WHEN g.order_number ~ '^[A-Z]{1,3}[0-9]+$' THEN g.order_number END, g.created_at,
            g.payment_status, NULL, g.subtotal, g.tax_amount, g.shipping_amount, g.discount_amount, NULL, g.total_amount,
            g.currency
            """
        ),
        "order_items": (
            "'line'",
            """
            g.order_id, NULL, g.created_at, 'sold', g.quantity, NULL, g.tax_amount, NULL, g.discount_amount, NULL,
            g.total_price, (SELECT s.currency FROM stores s WHERE s.id = g.store_id)
            """
        ),
        "payments": (
            "'payment'",
            """
            g.order_id, NULL, g.created_at, g.status, NULL, NULL, NULL, NULL, NULL, g.transaction_fee, g.amount, g.currency
            """
        ),
        "refunds": (
            "'refund'",
            "g.order_id, NULL, g.created_at, g.status, NULL, NULL, NULL, NULL, NULL, NULL, g.amount, g.currency"
        ),
    ]

    /// Deletes up to `limit` of Stripe's messages about an owner, answers how many, and enters what the owner paid for the
    /// platform.
    static func eraseInvoices(of owner: ID<User>, limit: Int, years: Int) -> SQL {
        """
        WITH gone AS (
            DELETE FROM billing_events WHERE event_id IN (
                SELECT e.event_id FROM billing_events e JOIN store_owners o ON o.id = \(owner) AND o.stripe_customer_id
                    IN (e.stripe_customer_id, e.payload #>> '{data,object,customer}', e.payload #>> '{data,object,id}')
                LIMIT \(limit))
            RETURNING event_id, event_type, received_at, payload #> '{data,object}' AS object
        ), entered AS (
            INSERT INTO closed_books (id, kind, former_owner_id, happened_at, status, total_amount, currency, keep_until)
            SELECT md5(g.event_id)::uuid, 'invoice', app.tenant(), g.received_at, 'paid',
                (g.object ->> 'amount_paid')::numeric / 100, upper(g.object ->> 'currency'),
                \(keepUntil("g.received_at", years: years))
            FROM gone g
            WHERE g.event_type = 'invoice.paid' AND g.object ->> 'amount_paid' ~ '^[0-9]{1,12}$'
                AND g.object ->> 'currency' ~ '^[a-z]{3}$'
            ON CONFLICT (id, kind) DO NOTHING
        )
        SELECT count(*) FROM gone
        """
    }

    /// Entries whose time is over.
    static let forget: SQL = "DELETE FROM closed_books WHERE keep_until < current_date"

    /// How much is kept of a tenant.
    package struct Summary: Hashable, Sendable, PostgresRow {
        package let orders: Int
        package let lines: Int
        package let payments: Int
        package let refunds: Int
        package let invoices: Int
        /// The last day on which any of it is kept, as `2036-12-31`.
        package let until: String?

        package init(row: Row) throws {
            orders = try row["orders"]
            lines = try row["lines"]
            payments = try row["payments"]
            refunds = try row["refunds"]
            invoices = try row["invoices"]
            until = try row["until"]
        }

        static func of(_ owner: ID<User>) -> SQL {
            """
            SELECT count(*) FILTER (WHERE kind = 'order') AS orders, count(*) FILTER (WHERE kind = 'line') AS lines,
                count(*) FILTER (WHERE kind = 'payment') AS payments, count(*) FILTER (WHERE kind = 'refund') AS refunds,
                count(*) FILTER (WHERE kind = 'invoice') AS invoices, max(keep_until)::text AS until
            FROM closed_books WHERE former_owner_id = \(owner)
            """
        }
    }
}

extension TenantTable {
    /// Up to `limit` rows of the entered store, found by their key, if the store is to be erased.
    func deletion(limit: Int, where condition: SQL) -> SQL {
        let key = primaryKey.map(SQL.identifier).joined(separator: ", ")
        return """
            DELETE FROM \(identifier) WHERE (\(key)) IN (
                SELECT \(key) FROM \(identifier) r WHERE r.store_id = app.store_id() AND \(condition) AND EXISTS (
                    SELECT FROM stores s WHERE s.id = app.store_id() AND \(EraseStore.isDue)) LIMIT \(limit))
            """
    }
}

package import Postgres

/// A place in the database where sealed values rest. Whoever seals into a new one adds its line here: a rotation of the
/// master key reaches what is listed and nothing else.
package struct SealedColumn: Sendable {
    package let table: String
    package let column: String
    /// The key under which a JSON column holds the value.
    package let field: String?
    /// Gives the name that the value is bound to, from the row's other columns.
    private let row: SQL
    private let condition: SQL

    package static let all = [
        SealedColumn(
            "system_api_keys", "encrypted_key",
            row: "concat_ws('/', 'system_api_keys', COALESCE(store_id::text, 'platform'), service_name, key_type)"),
        SealedColumn("email_configurations", "api_key_encrypted", row: "'email_configurations/' || store_id"),
        SealedColumn(
            "analytics_configurations", "ga4_api_secret",
            row: "concat_ws('/', 'analytics_configurations', store_id, 'ga4_api_secret')"),
        SealedColumn(
            "analytics_configurations", "meta_access_token",
            row: "concat_ws('/', 'analytics_configurations', store_id, 'meta_access_token')"),
        SealedColumn("auth.mfa_factors", "secret", row: "'mfa_factors/' || id"),
        SealedColumn("token_signing_keys", "sealed_private_key", row: "'token_signing_keys/' || kid"),
        SealedColumn("webhook_endpoints", "secret_sealed", row: "'webhook_endpoints/' || id"),
        SealedColumn("webhook_endpoints", "previous_secret_sealed", row: "'webhook_endpoints/' || id"),
        SealedColumn(
            "jobs", "payload", field: "sealed", row: "'letters/' || (payload ->> 'id')", where: "kind = 'letters.send'"),
    ]

    /// The table has to have an `id`.
    package init(_ table: String, _ column: String, field: String? = nil, row: SQL, where condition: SQL = "true") {
        self.table = table
        self.column = column
        self.field = field
        self.row = row
        self.condition = condition
    }
}

extension SealedColumn {
    /// Up to `limit` values after `last` whose data key is not wrapped by `master`, and the rows they are bound to.
    func list(notWrappedBy master: String, after last: String, limit: Int) -> SQL {
        """
        SELECT id::text AS id, \(value) AS sealed, \(row) AS row_name FROM \(place)
        WHERE \(condition) AND \(value) LIKE 'v1.%' AND split_part(\(value), '.', 2) <> \(master)
            AND id > \(last)::text::uuid
        ORDER BY id LIMIT \(limit)
        """
    }

    func count(notWrappedBy master: String) -> SQL {
        """
        SELECT count(*) AS n FROM \(place)
        WHERE \(condition) AND \(value) LIKE 'v1.%' AND split_part(\(value), '.', 2) <> \(master)
        """
    }

    /// Only while nobody has put another value there.
    func replace(_ old: String, in id: String, with new: String) -> SQL {
        "UPDATE \(place) SET \(SQL.identifier(column)) = \(assigned(new)) WHERE id = \(id)::text::uuid AND \(value) = \(old)"
    }

    private var place: SQL {
        table.split(separator: ".").map { SQL.identifier(String($0)) }.joined(separator: ".")
    }

    private var value: SQL {
        guard let field else { return SQL.identifier(column) }
        return "(\(SQL.identifier(column)) ->> \(field))"
    }

    private func assigned(_ new: String) -> SQL {
        guard let field else { return "\(new)" }
        return "jsonb_set(\(SQL.identifier(column)), ARRAY[\(field)], to_jsonb(\(new)::text))"
    }
}

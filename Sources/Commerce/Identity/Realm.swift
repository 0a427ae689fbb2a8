package import Foundation
import Postgres

/// Whose accounts are meant. The same address may have one in each realm, and none of them knows of the others.
package enum Realm: Hashable, Sendable {
    /// Owners, staff and operators.
    case platform
    /// The customers of one store.
    case store(ID<Store>)

    package init(_ store: ID<Store>?) {
        self = store.map(Realm.store) ?? .platform
    }

    package var store: ID<Store>? {
        guard case .store(let id) = self else { return nil }
        return id
    }
}

/// `auth.users.instance_id`, which Supabase Auth keeps for this.
extension Realm: PostgresEncodable, PostgresDecodable, PostgresValueWrapper {
    private static let platformID = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))

    package var postgresValue: UUID { store?.uuid ?? Self.platformID }

    package init(postgresValue: UUID) {
        self = postgresValue == Self.platformID ? .platform : .store(ID(postgresValue))
    }

    /// The column as the unique indexes have it; rows from before realms hold NULL.
    static let column: SQL = "COALESCE(instance_id, '00000000-0000-0000-0000-000000000000'::uuid)"

    /// The same where several tables have such a column.
    static func column(of table: String) -> SQL {
        "COALESCE(\(SQL.identifier(table)).instance_id, '00000000-0000-0000-0000-000000000000'::uuid)"
    }
}

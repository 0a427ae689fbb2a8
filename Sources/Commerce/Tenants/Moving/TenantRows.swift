import Foundation
import Postgres

/// The rows that belong to a tenant, table by table.
struct TenantRows {
    let tenant: ID<User>
    let stores: [ID<Store>]
    let catalogue: TenantCatalogue

    /// One member of the archive: the rows of a table in one store, or above all stores.
    struct Part {
        let member: String
        let table: String
        let store: ID<Store>?
        let enter: (Connection) async throws -> Void
        let copy: SQL
    }

    var parts: [Part] {
        get throws {
            let mover = Mover(owner: tenant)
            let accounts = catalogue.accounts.map { table in
                part(table, nil, where: accountCondition(table)) {
                    try await Persona.service(store: nil).takeOver(on: $0)
                }
            }
            let owner = (["store_owners"].compactMap(catalogue.table) + catalogue.ownersOther).map { table in
                part(
                    table, nil,
                    where: table.name == "store_owners" ? "id = app.tenant()" : "store_owner_id = app.tenant()"
                ) {
                    try await mover.enter(nil, on: $0)
                }
            }
            return accounts + owner + stores.flatMap { store in storeParts(store, mover) }
        }
    }

    private func storeParts(_ store: ID<Store>, _ mover: Mover) -> [Part] {
        let row = [catalogue.table("stores")].compactMap(\.self).map { table in
            part(table, store, where: "id = \(uuid: store.uuid)") { try await mover.enter(nil, on: $0) }
        }
        return row
            + catalogue.storeGroups.flatMap(\.self).map { table in
                part(table, store, where: "store_id = app.store_id()") { try await mover.enter(store, on: $0) }
            }
    }

    private func part(
        _ table: TenantTable,
        _ store: ID<Store>?,
        where condition: SQL,
        enter: @escaping (Connection) async throws -> Void
    ) -> Part {
        let columns = table.movedColumns.map(SQL.identifier).joined(separator: ", ")
        let key = table.primaryKey.map(SQL.identifier)
        let order: SQL = key.isEmpty ? "" : " ORDER BY " + key.joined(separator: ", ")
        return Part(
            member: Self.member(table.name, in: store),
            table: table.name,
            store: store,
            enter: enter,
            copy:
                "COPY (SELECT \(columns) FROM \(table.identifier) WHERE \(condition)\(order)) TO STDOUT WITH (FORMAT csv, HEADER)"
        )
    }

    static func member(_ table: String, in store: ID<Store>?) -> String {
        store.map { "\($0).\(table).csv" } ?? "owner.\(table).csv"
    }
}

// MARK: Accounts

extension TenantRows {
    /// Accounts of the owner, of customers and of staff, unless they are somebody else's too.
    private func accountCondition(_ table: TenantTable) -> SQL {
        table.name == "auth.users" ? "id IN (\(travelling))" : "user_id IN (\(travelling))"
    }

    /// The accounts that go where the tenant goes.
    var travelling: SQL { "SELECT m.id FROM (\(referred)) AS m WHERE NOT (\(isShared("m.id")))" }

    var countSharedAccounts: SQL {
        "SELECT count(*) FROM (SELECT DISTINCT m.id FROM (\(referred)) AS m WHERE \(isShared("m.id"))) AS shared"
    }

    /// The accounts that the tenant's rows name, and those of its stores' own realms.
    var referred: SQL {
        let inStores = accountReferences.map { table, column -> SQL in
            """
            SELECT r.\(SQL.identifier(column)) AS id FROM \(table.identifier) r
            WHERE r.\(SQL.identifier(column)) IS NOT NULL AND r.store_id IN \(storeList)
            """
        }
        let realms: SQL = "SELECT u.id FROM auth.users u WHERE u.instance_id IN \(storeList)"
        return (["SELECT \(uuid: tenant.uuid) AS id", realms] + inStores).joined(separator: " UNION ")
    }

    /// Whether another tenant's rows name the account, or the operator's do.
    func isShared(_ id: SQL) -> SQL {
        let elsewhere = accountReferences.map { table, column -> SQL in
            """
            EXISTS (SELECT FROM \(table.identifier) x
                WHERE x.\(SQL.identifier(column)) = \(id) AND x.store_id NOT IN \(storeList))
            """
        }
        let other: [SQL] = [
            "EXISTS (SELECT FROM store_owners x WHERE x.id = \(id) AND x.id <> \(uuid: tenant.uuid))",
            "EXISTS (SELECT FROM auth.users x WHERE x.id = \(id) AND x.is_super_admin)",
        ]
        let isTheOwner: SQL = "\(id) = \(uuid: tenant.uuid)"
        return "NOT \(isTheOwner) AND (" + (other + elsewhere).joined(separator: " OR ") + ")"
    }

    /// Columns of stores' tables that name an account.
    var accountReferences: [(TenantTable, String)] {
        catalogue.tables.filter { $0.kind == .store }.flatMap { table in
            table.references.filter { $0.table == "auth.users" }.map { (table, $0.column) }
        }
    }

    /// Never empty: an id that no store has stands for none.
    var storeList: SQL {
        let ids: [SQL] = stores.map { "\(uuid: $0.uuid)" } + ["'00000000-0000-0000-0000-000000000001'"]
        return "(" + ids.joined(separator: ", ") + ")"
    }
}

extension SQL.StringInterpolation {
    /// A UUID as text of the statement: COPY takes no bound values, and a UUID's text is hexadecimal digits and dashes.
    mutating func appendInterpolation(uuid: UUID) {
        appendLiteral("'\(uuid.uuidString.lowercased())'::uuid")
    }
}

import Postgres

/// Whose the rows of a table are, and by which column one sees it.
enum RowOwner: String, Sendable {
    case store, person, owner, user, all

    /// The seeded rows of a tenant: `a`, `b`, or `c`, another person in the store of `a`.
    enum Tenant: String, CaseIterable, Sendable {
        case own = "a"
        case foreign = "b"
        case neighbour = "c"
    }

    /// Which of the seeded rows the persona should find its own.
    func condition(_ tenant: Tenant, in table: String, as persona: IsolationPersona) -> SQL {
        guard self != .all else { return "true" }
        let id = "\(tenant.rawValue)00000\(suffix(in: table, persona))-0000-4000-8000-5e11c0de0000"
        return "\(SQL.identifier(keyColumn(of: table)))::text = \(id)"
    }

    private func keyColumn(of table: String) -> String {
        switch self {
        case .store: table == "stores" ? "id" : "store_id"
        case .person, .all: "id"
        case .owner: table == "store_owners" ? "id" : "store_owner_id"
        case .user: table == "auth.users" ? "id" : "user_id"
        }
    }

    /// The last digits of the ids that `seed.sql` gives.
    private func suffix(in table: String, _ persona: IsolationPersona) -> String {
        switch self {
        case .store: "0f"
        case .person: table == "cart_items" && persona.name == "visitor" ? "21" : "20"
        case .owner, .user, .all: "01"
        }
    }
}

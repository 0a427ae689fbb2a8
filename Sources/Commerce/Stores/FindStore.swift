package import Postgres

/// The open store at an address: its slug, or a domain that its owner has proved. Nothing where there is none, and
/// nothing for a closed one.
package struct FindStore: Sendable {
    let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func callAsFunction(_ address: String) async throws -> Store? {
        guard Self.mayBeAddress(address) else { return nil }
        let anybody = try Persona.service(store: nil).databaseActor
        let found = try await database.read(as: anybody, [Store.find(address: address)])
        guard let row = found[0].first, try row.decode("is_open", as: Bool.self) else { return nil }
        let id: ID<Store> = try row["id"]
        let visitor = try Persona.visitor(store: id).databaseActor
        return try await database.read(as: visitor, Store.fetch(id), as: Store.self).first
    }

    static func mayBeAddress(_ text: String) -> Bool { text.wholeMatch(of: /[A-Za-z0-9.-]{1,253}/) != nil }
}

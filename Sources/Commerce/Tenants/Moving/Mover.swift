import Postgres

/// The persona that moves or erases one owner's tenant: in one of its stores, or in none for what is above them.
struct Mover: Sendable {
    let owner: ID<User>

    func entry(_ store: ID<Store>?) throws -> SQL {
        let claims = try JSON(encoding: PersonaClaims(.service(store: store)))
        return "SELECT app.enter_as_mover(\(owner), \(claims), \(store))"
    }

    func actor(_ store: ID<Store>?) throws -> DatabaseActor {
        DatabaseActor(name: "sellusgenie_mover", entry: try entry(store))
    }

    /// Becomes the mover in the middle of a transaction.
    func enter(_ store: ID<Store>?, on db: Connection) async throws {
        _ = try await db.pipeline(["RESET ROLE", try entry(store)])
    }
}

extension Persona {
    /// Becomes this persona in the middle of a transaction.
    func takeOver(on db: Connection) async throws {
        _ = try await db.pipeline(["RESET ROLE", try databaseActor.entry])
    }
}

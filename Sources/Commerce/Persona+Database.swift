package import Postgres

extension Persona {
    /// How the pool knows the persona: its role, and the entry that checks it and sets what policies read.
    package var databaseActor: DatabaseActor {
        get throws {
            let claims = try JSON(encoding: PersonaClaims(self))
            if let key {
                let entry: SQL = "SELECT app.enter_with_key(\(key), \(claims), \(store))"
                return DatabaseActor(name: role, entry: entry, lane: store?.uuid)
            }
            if case .preview(let store) = self {
                let entry: SQL = "SELECT app.enter_preview(\(claims), \(store))"
                return DatabaseActor(name: role, entry: entry, lane: store.uuid)
            }
            return DatabaseActor(name: role, entry: "SELECT app.enter(\(role), \(claims), \(store))", lane: store?.uuid)
        }
    }
}

extension Database {
    /// Runs `body` in one transaction of `persona`.
    package func transaction<Value: Sendable>(
        as persona: Persona,
        retry: RetryPolicy = .never,
        _ body: (Connection) async throws -> Value
    ) async throws -> Value {
        try await transaction(as: try persona.databaseActor, retry: retry, body)
    }
}

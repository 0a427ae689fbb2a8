import Postgres

/// Forgets what the stores' plans do not keep of the audit log, a slice at a time so that nobody waits for it.
struct ForgetAudit: Sendable {
    let database: Database

    /// How many entries this slice was.
    func callAsFunction() async throws -> Int {
        try await database.transaction(as: .service(store: nil)) { db in
            let forgotten: Int32 = try await db.one("SELECT app.forget_audit(5000)")[0]
            return Int(forgotten)
        }
    }
}

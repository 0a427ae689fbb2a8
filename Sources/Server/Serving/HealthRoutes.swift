import HTTPSupport
import Hummingbird
import Postgres

/// `/health/live` says that the program runs, `/health/ready` that it can also reach its database.
func addHealthRoutes(to router: some RouterMethods<AppRequestContext>, database: Database) {
    router.get("health/live") { _, _ in HealthAnswer(status: "live") }
    router.get("health/ready") { _, _ -> EditedResponse<HealthAnswer> in
        let isReady = await database.isReachable()
        return EditedResponse(
            status: isReady ? .ok : .serviceUnavailable,
            headers: isReady ? [:] : [.retryAfter: "2"],
            response: HealthAnswer(status: isReady ? "ready" : "database unreachable")
        )
    }
}

private struct HealthAnswer: ResponseEncodable {
    let status: String
}

extension Database {
    /// Whether a statement is answered. Enters as nobody: it must work before there is a store.
    fileprivate func isReachable() async -> Bool {
        let nobody = DatabaseActor(name: "health", entry: "SELECT 1")
        return (try? await read(as: nobody, ["SELECT 1"])) != nil
    }
}

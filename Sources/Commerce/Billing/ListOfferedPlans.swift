package import Postgres

/// The plans that everybody may choose from, and the trial that comes before them.
package struct ListOfferedPlans: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func callAsFunction() async throws -> [Plan] {
        let service = try Persona.service(store: nil).databaseActor
        return try await database.read(as: service, Plan.list, as: Plan.self).filter {
            $0.isPublic || $0.kind == .trial
        }
    }
}

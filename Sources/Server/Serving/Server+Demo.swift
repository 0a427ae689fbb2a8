import Commerce
import Foundation
import Postgres

extension Server {
    /// Makes the sample shop unless it is there, and prints where to find it.
    func openDemo(_ access: DatabaseAccess, _ environment: ApplicationEnvironment) async throws {
        let demo = DemoShop(environment: environment)
        if try await !demo.exists() {
            let isEmpty = try await demo.databaseIsEmpty()
            guard access.embedded != nil || isEmpty else { throw DemoError.databaseInUse }
            try await demo.make()
        }
        print(
            """
            Demo shop:  \(configuration.baseURL)/s/\(DemoShop.slug)
            Dashboard:  \(configuration.baseURL)/dashboard   (\(DemoShop.email), \(DemoShop.password))
            """
        )
        fflush(nil)
    }
}

/// Why the sample shop is not made.
enum DemoError: Error, CustomStringConvertible {
    case databaseInUse

    var description: String {
        "The database holds shops already, and the demo is only made in an empty one; start without --demo."
    }
}

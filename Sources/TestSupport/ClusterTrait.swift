import Foundation
import Logging
package import Postgres
package import Testing

/// Gives a test a PostgreSQL of its own, one that it may kill: ``ClusterTrait/current``.
package struct ClusterTrait: TestTrait, SuiteTrait, TestScoping {
    @TaskLocal static var leased: EmbeddedServer?

    package var isRecursive: Bool { true }

    /// The server of the running test.
    /// - Throws: ``TestDatabaseError/noTrait`` in a test or suite without `.cluster`.
    package static var current: EmbeddedServer {
        get throws {
            guard let leased else { throw TestDatabaseError.noTrait }
            return leased
        }
    }

    package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        let home = ThrowAwayHome()
        defer { home.remove() }
        let server = EmbeddedServer(
            configuration: EmbeddedServerConfiguration(
                home: home.url,
                durability: .none,
                // What was acknowledged must outlive the processes; only a power cut may take it.
                settings: ["synchronous_commit": "on"]
            ),
            logger: Logger(label: "test.cluster", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        try await server.start()
        do {
            try await Self.$leased.withValue(server, operation: function)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }
}

extension Trait where Self == ClusterTrait {
    /// A PostgreSQL of the test's own, with an empty database `sellusgenie`; takes about a second.
    package static var cluster: ClusterTrait { ClusterTrait() }
}

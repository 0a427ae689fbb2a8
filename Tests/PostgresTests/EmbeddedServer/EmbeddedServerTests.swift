import Foundation
import Logging
import Testing

@testable import Postgres

@Suite(.serialized)
struct EmbeddedServerTests {
    @Test func `the server starts, listens on its socket only, and leaves nothing running when it stops`() async throws
    {
        try await withHome { home in
            let server = EmbeddedServer(configuration: configuration(home), logger: .silent)

            try await server.start()
            let processID = try #require(await server.serverProcessID)
            #expect(EmbeddedServer.connectionStringOfRunning(configuration(home)) == server.connectionString())
            let settings = try String(contentsOf: EmbeddedServerLayout(home: home).settingsFile, encoding: .utf8)
            #expect(settings.contains("listen_addresses = ''"))
            await server.stop()

            #expect(kill(processID, 0) == -1)
            #expect(EmbeddedServer.connectionStringOfRunning(configuration(home)) == nil)
        }
    }

    @Test func `a second program on the same directory is refused, and may start after the first has stopped`()
        async throws
    {
        try await withHome { home in
            let first = EmbeddedServer(configuration: configuration(home), logger: .silent)
            let second = EmbeddedServer(configuration: configuration(home), logger: .silent)
            try await first.start()

            let refusal = await #expect(throws: EmbeddedServerError.self) { try await second.start() }
            #expect(refusal == .inUse(home: home.path, processID: getpid()))
            #expect(refusal?.description.contains("stop it first") == true)

            await first.stop()
            try await second.start()
            await second.stop()
        }
    }

    @Test func `a server that is killed is started again`() async throws {
        try await withHome { home in
            let server = EmbeddedServer(configuration: configuration(home), logger: .silent)
            try await server.start()
            let first = try #require(await server.serverProcessID)

            kill(first, SIGKILL)

            try await eventually {
                let now = EmbeddedServerPostmaster.read(EmbeddedServerLayout(home: home).postmasterFile)
                return now?.isReady == true && now?.processID != first
            }
            await server.stop()
        }
    }

    @Test func `a server that outlived its program is replaced`() async throws {
        try await withHome { home in
            let layout = EmbeddedServerLayout(home: home)
            let earlier = EmbeddedServer(configuration: configuration(home), logger: .silent)
            try await earlier.start()
            await earlier.stop()
            let orphan = Task {
                try await EmbeddedServerProcess(
                    installation: try await .find(forDataIn: layout.data),
                    account: try .current(),
                    layout: layout,
                    stopTimeout: .seconds(10)
                ).run { _ in }
            }
            try await eventually { EmbeddedServerPostmaster.read(layout.postmasterFile)?.isReady == true }
            let orphanID = try #require(EmbeddedServerPostmaster.read(layout.postmasterFile)).processID

            let later = EmbeddedServer(configuration: configuration(home), logger: .silent)
            try await later.start()

            #expect(await later.serverProcessID != orphanID)
            _ = try await orphan.value
            #expect(kill(orphanID, 0) == -1)
            await later.stop()
        }
    }

    @Test func `a first start interrupted half way is begun anew`() async throws {
        try await withHome { home in
            let layout = EmbeddedServerLayout(home: home)
            try FileManager.default.createDirectory(at: layout.unfinished, withIntermediateDirectories: true)
            try "15".write(
                to: layout.unfinished.appending(path: "PG_VERSION"),
                atomically: true,
                encoding: .utf8
            )

            let server = EmbeddedServer(configuration: configuration(home), logger: .silent)
            try await server.start()

            #expect(!FileManager.default.fileExists(atPath: layout.unfinished.path))
            await server.stop()
        }
    }

    @Test func `a server that cannot start says why and where to read more`() async throws {
        try await withHome { home in
            var configuration = configuration(home)
            configuration.settings = ["shared_buffers": "not a size"]
            let server = EmbeddedServer(configuration: configuration, logger: .silent)

            let failure = await #expect(throws: EmbeddedServerError.self) { try await server.start() }

            #expect(failure?.description.contains("postgres-start.log") == true)
            #expect(failure?.description.contains("shared_buffers") == true)
        }
    }

    private func configuration(_ home: URL) -> EmbeddedServerConfiguration {
        EmbeddedServerConfiguration(home: home, durability: .none, maximumConnections: 10)
    }
}

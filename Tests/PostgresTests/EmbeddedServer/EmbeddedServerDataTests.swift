import Foundation
import Logging
import TestSupport
import Testing

@testable import Postgres

@Suite
struct EmbeddedServerDataTests {
    @Test func `data survive a stop and a start, with checksums and UTF-8`() async throws {
        try await withHome { home in
            let configuration = EmbeddedServerConfiguration(home: home)
            let first = EmbeddedServer(configuration: configuration, logger: .silent)
            try await first.start()
            try await connect(first).script("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('žluťoučký 馬')")
            await first.stop()

            let second = EmbeddedServer(configuration: configuration, logger: .silent)
            let begun = ContinuousClock.now
            try await second.start()
            let duration = ContinuousClock.now - begun
            let row = try await connect(second).one(
                """
                SELECT word, current_setting('data_checksums') AS checksums, current_setting('server_encoding') AS encoding
                FROM kept
                """
            )

            #expect(try row["word"] == "žluťoučký 馬")
            #expect(try row["checksums"] == "on")
            #expect(try row["encoding"] == "UTF8")
            #expect(duration < .seconds(2))
            await second.stop()
        }
    }

    @Test(.cluster) func `what was committed is there after the server was killed`() async throws {
        let server = try ClusterTrait.current
        let connection = try await connect(server)
        try await connection.script("CREATE TABLE kept (id int); INSERT INTO kept VALUES (1), (2)")
        let killed = try #require(await server.serverProcessID)

        kill(killed, SIGKILL)

        try await eventually {
            guard let revived = try? await self.connect(server) else { return false }
            let count: Int = try await revived.one("SELECT count(*)::int8 FROM kept")[0]
            return count == 2
        }
        #expect(await server.serverProcessID != killed)
    }

    @Test(.cluster) func `the program's owner is no superuser and cannot make one`() async throws {
        let connection = try await connect(try ClusterTrait.current)

        let error = await #expect(throws: PostgresError.self) {
            try await connection.execute("CREATE ROLE root SUPERUSER")
        }

        #expect(error?.sqlState == .insufficientPrivilege)
    }

    private func connect(_ server: EmbeddedServer) async throws -> Connection {
        try await Connection(parameters: ["dbname": server.connectionString()])
    }
}

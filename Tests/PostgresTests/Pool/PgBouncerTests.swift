import Foundation
import Logging
import Postgres
import TestSupport
import Testing

/// Debian's PgBouncer in transaction mode between the pool and the server.
@Suite(.emptyDatabase)
struct PgBouncerTests {
    @Test(.timeLimit(.minutes(15)))
    func `transactions keep their actor to themselves behind a pooler`() async throws {
        let test = try TestDatabase.current
        let bouncer = try PgBouncer(database: test.name, serverSettings: test.connectionString(user: "sellusgenie"))
        defer { bouncer.stop() }
        try await bouncer.waitUntilReady()
        var configuration = DatabaseConfiguration(connectionString: bouncer.connectionString)
        configuration.preparesStatements = false
        configuration.poolSize = 8
        configuration.statementTimeout = .seconds(5)
        let database = Database(configuration: configuration, logger: Logger(label: "test.pgbouncer"))

        let answers = try await withThrowingTaskGroup(of: (Int, String, String?).self) { group in
            for n in 0..<200 {
                let actor = DatabaseActor(name: "test", entry: "SELECT set_config('app.claims', \("\(n)"), true)")
                group.addTask {
                    let during = try await database.transaction(as: actor) { db in
                        try await db.execute("SELECT pg_sleep(0.001)")
                        return try await db.one("SELECT current_setting('app.claims') AS claims")["claims"] as String
                    }
                    let anybody = DatabaseActor(name: "anybody", entry: "SELECT 1")
                    let after: String? = try await database.read(
                        as: anybody, ["SELECT nullif(current_setting('app.claims', true), '') AS claims"]
                    )[0][0]["claims"]
                    return (n, during, after)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(answers.count == 200)
        #expect(answers.allSatisfy { $0.1 == "\($0.0)" && $0.2 == nil })
        await database.drain()
    }
}

/// One PgBouncer of a test's own, with fewer server connections than clients.
private struct PgBouncer {
    private let process = Process()
    private let directory = URL(filePath: "/tmp/sug-pgb-\(UUID().uuidString.prefix(8))")
    private let database: String

    init(database: String, serverSettings: String) throws {
        self.database = database
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let host = serverSettings.firstMatch(of: /host='?([^' ]+)/).map { String($0.1) } ?? ""
        let port = serverSettings.firstMatch(of: /port='?(\d+)/).map { String($0.1) } ?? "5432"
        try """
        [databases]
        \(database) = host=\(host) port=\(port) dbname=\(database) user=sellusgenie
        [pgbouncer]
        listen_addr =
        listen_port = 6432
        unix_socket_dir = \(directory.path)
        unix_socket_mode = 0777
        auth_type = any
        pool_mode = transaction
        default_pool_size = 3
        max_client_conn = 50
        """.write(to: directory.appending(path: "pgbouncer.ini"), atomically: true, encoding: .utf8)
        process.executableURL = URL(filePath: "/usr/sbin/pgbouncer")
        process.arguments = ["-q", directory.appending(path: "pgbouncer.ini").path]
        // It refuses to run as root; the server's own account can open both sockets.
        if getuid() == 0 {
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: directory.path)
            process.arguments = ["-u", "postgres"] + (process.arguments ?? [])
        }
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    var connectionString: String { "host=\(directory.path) port=6432 dbname=\(database) user=sellusgenie" }

    func waitUntilReady() async throws {
        let socket = directory.appending(path: ".s.PGSQL.6432").path
        for _ in 0..<100 where !FileManager.default.fileExists(atPath: socket) {
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    func stop() {
        // Not `waitUntilExit`: on Linux it spins on a thread that has no run loop of its own.
        kill(process.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(at: directory)
    }
}

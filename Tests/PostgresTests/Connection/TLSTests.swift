import Foundation
import Postgres
import TestSupport
import Testing

/// A server that asks for TLS and a password: Debian's PgBouncer in front of the test's database.
@Suite(.emptyDatabase, .timeLimit(.minutes(15))) struct TLSTests {
    @Test func `the modes of TLS accept and refuse as libpq documents them`() async throws {
        let server = try await TLSBouncer.start(for: TestDatabase.current)
        defer { server.stop() }

        #expect(try await server.answers("sslmode=require password=secret"))
        #expect(try await server.answers("sslmode=verify-full sslrootcert=\(server.file("own.crt")) password=secret"))
        #expect(
            !(try await server.answers("sslmode=verify-full sslrootcert=\(server.file("other.crt")) password=secret")))
        #expect(!(try await server.answers("sslmode=disable password=secret")))
        // The certificate is for localhost, and not for whoever else is found there.
        let stranger = "host=shop.example hostaddr=127.0.0.1 sslrootcert=\(server.file("own.crt")) password=secret"
        #expect(try await server.answers("\(stranger) sslmode=verify-ca"))
        #expect(!(try await server.answers("\(stranger) sslmode=verify-full")))
    }

    @Test func `passwords come from a keyword, a URL and the usual file`() async throws {
        let server = try await TLSBouncer.start(for: TestDatabase.current)
        defer { server.stop() }
        let file = server.file("pgpass")
        try "*:*:*:sellusgenie:secret\n".write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)

        #expect(try await server.answers("sslmode=require password=secret"))
        #expect(try await server.answers("sslmode=require passfile=\(file)"))
        #expect(
            try await server.connects("postgresql://sellusgenie:secret@localhost:\(server.port)/\(server.database)"))
        #expect(!(try await server.answers("sslmode=require password=wrong")))
        #expect(!(try await server.connects("postgresql://sellusgenie:no@localhost:\(server.port)/\(server.database)")))
    }
}

/// One PgBouncer with a certificate of its own making.
private struct TLSBouncer {
    let database: String
    let port: Int
    private let process = Process()
    private let directory = URL(filePath: "/tmp/sug-tls-\(UUID().uuidString.prefix(8))")

    static func start(for test: TestDatabase) async throws -> TLSBouncer {
        let server = TLSBouncer(database: test.name, port: try freePort())
        try FileManager.default.createDirectory(at: server.directory, withIntermediateDirectories: true)
        for name in ["own", "other"] { try await server.makeCertificate(name) }
        try server.run(test.connectionString(user: "sellusgenie"))
        for _ in 0..<200 {
            if try await server.answers("sslmode=require password=secret") { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        return server
    }

    func file(_ name: String) -> String { directory.appending(path: name).path }

    /// Whether a connection to this server with these keywords answers; theirs win over ours.
    func answers(_ keywords: String) async throws -> Bool {
        try await connects("host=localhost port=\(port) dbname=\(database) user=sellusgenie \(keywords)")
    }

    func connects(_ connectionString: String) async throws -> Bool {
        do {
            let parameters = ["dbname": connectionString]
            let connection = try await Connection(parameters: parameters, preparesStatements: false)
            return try await connection.one("SELECT 1")[0] == 1
        } catch PostgresClientError.cannotConnect {
            return false
        }
    }

    func stop() {
        kill(process.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(at: directory)
    }

    private func run(_ serverSettings: String) throws {
        let host = serverSettings.firstMatch(of: /host='?([^' ]+)/).map { String($0.1) } ?? ""
        try "\"sellusgenie\" \"secret\"\n".write(toFile: file("users"), atomically: true, encoding: .utf8)
        try """
        [databases]
        \(database) = host=\(host) port=5432 dbname=\(database) user=sellusgenie
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = \(port)
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = \(file("users"))
        client_tls_sslmode = require
        client_tls_cert_file = \(file("own.crt"))
        client_tls_key_file = \(file("own.key"))
        """.write(toFile: file("pgbouncer.ini"), atomically: true, encoding: .utf8)
        process.executableURL = URL(filePath: "/usr/sbin/pgbouncer")
        // It refuses to run as root.
        process.arguments = (getuid() == 0 ? ["-u", "postgres"] : []) + ["-q", file("pgbouncer.ini")]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    private func makeCertificate(_ name: String) async throws {
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.arguments =
            ["req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
            + ["-keyout", file("\(name).key"), "-out", file("\(name).crt")]
            + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        openssl.standardError = FileHandle.nullDevice
        await withCheckedContinuation { finished in
            openssl.terminationHandler = { _ in finished.resume() }
            do { try openssl.run() } catch { finished.resume() }
        }
        // PgBouncer reads it as another user; it protects nothing.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file("\(name).key"))
    }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && getsockname(descriptor, generic, &length) == 0
            }
        }
        try #require(bound)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

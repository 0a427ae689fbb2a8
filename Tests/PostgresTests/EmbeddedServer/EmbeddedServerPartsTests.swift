import Foundation
import Testing

@testable import Postgres

@Suite
struct EmbeddedServerPartsTests {
    @Test func `a home with a long path gets a short socket directory, the same one each time`() {
        let deep = URL(filePath: "/srv/" + String(repeating: "deep/", count: 30))

        let layout = EmbeddedServerLayout(home: deep)

        #expect(layout.socketDirectory.path.utf8.count <= EmbeddedServerLayout.longestSocketDirectory)
        #expect(layout.socketDirectory == EmbeddedServerLayout(home: deep).socketDirectory)
        #expect(layout.socketDirectory != EmbeddedServerLayout(home: deep.appending(path: "er")).socketDirectory)
    }

    @Test func `a home with a short path keeps its socket inside`() {
        let layout = EmbeddedServerLayout(home: URL(filePath: "/srv/shop"))

        #expect(layout.socketDirectory.path == "/srv/shop/run")
    }

    @Test func `a socket directory that somebody else made is refused`() throws {
        let directory = URL.temporaryDirectory.appending(path: "sellusgenie-\(UUID())")
        try "a file, not a directory".write(to: directory, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: directory) }

        #expect(throws: EmbeddedServerError.socketDirectoryNotOurs(path: directory.path)) {
            try EmbeddedServerLayout(home: directory).makePrivateDirectory(directory, for: .current())
        }
    }

    @Test(arguments: [
        (1 as UInt64, "256MB", "512MB"), (8, "2048MB", "4096MB"), (64, "2048MB", "32768MB"),
    ])
    func `memory settings follow the machine`(gigabytes: UInt64, buffers: String, cache: String) {
        let settings = EmbeddedServerSettings(
            configuration: EmbeddedServerConfiguration(home: URL(filePath: "/srv/shop")),
            socketDirectory: URL(filePath: "/srv/shop/run"),
            memory: gigabytes << 30
        )

        #expect(settings.values["shared_buffers"] == buffers)
        #expect(settings.values["effective_cache_size"] == cache)
    }

    @Test func `a setting with a quote stays one setting`() {
        let settings = EmbeddedServerSettings(
            configuration: EmbeddedServerConfiguration(
                home: URL(filePath: "/srv/shop"),
                settings: ["cluster_name": "it's"]
            ),
            socketDirectory: URL(filePath: "/srv/shop/run")
        )

        #expect(settings.text.contains("cluster_name = 'it''s'\n"))
    }

    @Test func `no PostgreSQL on the machine is answered with how to install one`() async {
        let error = await #expect(throws: EmbeddedServerError.self) {
            try await EmbeddedServerInstallation.find(
                forDataIn: URL(filePath: "/nonexistent"),
                candidates: [URL(filePath: "/nonexistent/bin")]
            )
        }

        #expect(error?.description.contains("apt-get install postgresql") == true)
    }

    @Test func `data of a version that is not installed are not touched`() async throws {
        try await withHome { home in
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            try "9\n".write(to: home.appending(path: "PG_VERSION"), atomically: true, encoding: .utf8)

            await #expect(throws: EmbeddedServerError.versionNotInstalled(major: 9, dataDirectory: home.path)) {
                try await EmbeddedServerInstallation.find(forDataIn: home)
            }
        }
    }

    @Test func `one holder has the lock, and its end frees it`() throws {
        let file = URL.temporaryDirectory.appending(path: "sellusgenie-\(UUID()).lock")
        defer { try? FileManager.default.removeItem(at: file) }
        let first = try #require(try EmbeddedServerLock.take(file))

        #expect(try EmbeddedServerLock.take(file) == nil)
        #expect(EmbeddedServerLock.holder(of: file) == getpid())

        first.release()
        let second = try #require(try EmbeddedServerLock.take(file))
        second.release()
    }

    @Test func `a process that is no postmaster of this directory is not one`() throws {
        let directory = URL.temporaryDirectory.appending(path: "sellusgenie-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let file = directory.appending(path: "postmaster.pid")
        let lines = ["\(getpid())", directory.path, "0", "5432", "", "", "", "ready"]
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)

        #expect(EmbeddedServerPostmaster.read(file) == nil)
    }
}

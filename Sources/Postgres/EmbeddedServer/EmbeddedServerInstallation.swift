import Foundation
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// One installed version of PostgreSQL: the directory that holds `postgres` and `initdb`.
struct EmbeddedServerInstallation: Sendable, Equatable {
    /// The oldest major version the schema can be loaded into (NULLS NOT DISTINCT came with it).
    static let oldestUsable = 15

    let binaries: URL
    let major: Int

    var postgres: URL { binaries.appending(path: "postgres") }
    var initdb: URL { binaries.appending(path: "initdb") }

    /// Whether the contributed module is there to be preloaded.
    func hasLibrary(_ name: String) -> Bool {
        // Debian keeps libraries beside the binaries, /usr/lib/postgresql/15/{bin,lib}; others under lib/postgresql.
        let root = binaries.deletingLastPathComponent()
        return ["lib", "lib/postgresql"].contains { directory in
            FileManager.default.fileExists(atPath: root.appending(path: "\(directory)/\(name).so").path)
        }
    }
}

extension EmbeddedServerInstallation {
    /// The installation that fits the data directory: its own major version, or for new data the newest one.
    static func find(
        forDataIn dataDirectory: URL,
        candidates: [URL] = candidateDirectories()
    ) async throws -> EmbeddedServerInstallation {
        let installed = await installations(in: candidates)
        guard let newest = installed.max(by: { $0.major < $1.major }) else {
            throw EmbeddedServerError.notInstalled(oldestUsable: oldestUsable)
        }
        guard let written = majorVersion(ofDataIn: dataDirectory) else { return newest }
        guard let match = installed.first(where: { $0.major == written }) else {
            throw EmbeddedServerError.versionNotInstalled(major: written, dataDirectory: dataDirectory.path)
        }
        return match
    }

    /// The major version that wrote a data directory, from its `PG_VERSION` file.
    static func majorVersion(ofDataIn dataDirectory: URL) -> Int? {
        guard let text = try? String(contentsOf: dataDirectory.appending(path: "PG_VERSION"), encoding: .utf8) else {
            return nil
        }
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Every directory that may hold PostgreSQL's programs: Debian's, Red Hat's, Homebrew's and those of `PATH`.
    static func candidateDirectories(
        path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) -> [URL] {
        let versioned =
            versionedDirectories(in: "/usr/lib/postgresql", prefix: "")
            + versionedDirectories(in: "/usr", prefix: "pgsql-")
            + ["/opt/homebrew/opt", "/usr/local/opt"].flatMap { versionedDirectories(in: $0, prefix: "postgresql@") }
        return versioned + path.split(separator: ":").map { URL(filePath: String($0), directoryHint: .isDirectory) }
    }

    private static func versionedDirectories(in root: String, prefix: String) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.filter { $0.hasPrefix(prefix) && Int($0.dropFirst(prefix.count)) != nil }
            .map { URL(filePath: "\(root)/\($0)/bin", directoryHint: .isDirectory) }
    }

    private static func installations(in candidates: [URL]) async -> [EmbeddedServerInstallation] {
        var found: [EmbeddedServerInstallation] = []
        for directory in candidates {
            let complete = ["postgres", "initdb"].allSatisfy { name in
                FileManager.default.isExecutableFile(atPath: directory.appending(path: name).path)
            }
            guard complete, let major = await majorVersion(ofProgramsIn: directory), major >= oldestUsable else {
                continue
            }
            found.append(EmbeddedServerInstallation(binaries: directory, major: major))
        }
        return found
    }

    private static func majorVersion(ofProgramsIn directory: URL) async -> Int? {
        let result = try? await Subprocess.run(
            .path(FilePath(directory.appending(path: "postgres").path)),
            arguments: ["--version"],
            output: .string(limit: 4096)
        )
        // "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)", or "16beta2" before a release.
        guard let words = result?.standardOutput.split(separator: " "), words.count > 2 else { return nil }
        return Int(words[2].prefix(while: \.isNumber))
    }
}

import Foundation
import Subprocess
import SystemPackage

/// PostgreSQL's command-line tools, found where Debian keeps them or on the path.
enum Tool {
    static func run(_ name: String, _ arguments: [String]) async throws -> String {
        let debian = "/usr/lib/postgresql/15/bin/\(name)"
        let executable: Executable =
            FileManager.default.isExecutableFile(atPath: debian) ? .path(FilePath(debian)) : .name(name)
        let result = try await Subprocess.run(
            executable, arguments: Arguments(arguments), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20)
        )
        guard result.terminationStatus.isSuccess else {
            throw BenchmarkError.unexpectedOutput(result.standardError)
        }
        return result.standardOutput
    }
}

import Foundation

/// What PostgreSQL's own `postmaster.pid` says of the server on a data directory.
struct EmbeddedServerPostmaster: Sendable, Equatable {
    let processID: pid_t
    let isReady: Bool

    /// Returns when the number in the file is free. A process that was killed keeps its number until the system has
    /// collected it, and PostgreSQL would take it for a running server.
    static func waitUntilCollected(_ file: URL, within timeout: Duration) async throws {
        let deadline = ContinuousClock.now + timeout
        while ContinuousClock.now < deadline, let processID = processID(in: file), isUncollected(processID) {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Reads the file; nil where there is none or its process has ended.
    static func read(_ file: URL) -> EmbeddedServerPostmaster? {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        guard let processID = processID(in: file) else { return nil }
        // Line 1 is the process, line 2 the data directory, line 8 "starting", "ready" or "stopping".
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let postmaster = EmbeddedServerPostmaster(
            processID: processID,
            isReady: lines.count > 7 && lines[7].trimmingCharacters(in: .whitespaces) == "ready"
        )
        return postmaster.isAlive(in: file.deletingLastPathComponent()) ? postmaster : nil
    }

    private static func processID(in file: URL) -> pid_t? {
        guard let text = try? String(contentsOf: file, encoding: .utf8), let line = text.split(separator: "\n").first,
            let processID = pid_t(line), processID > 0
        else { return nil }
        return processID
    }

    /// A zombie: the state follows the name in parentheses, which may hold anything.
    private static func isUncollected(_ processID: pid_t) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8) else { return false }
        return stat.split(separator: ")").last?.hasPrefix(" Z") == true
    }

    /// After a crash the number may belong to a stranger: a postmaster's working directory is its data directory.
    private func isAlive(in dataDirectory: URL) -> Bool {
        guard kill(processID, 0) == 0 || errno == EPERM else { return false }
        #if os(Linux)
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(processID)/cwd")
        return link == dataDirectory.resolvingSymlinksInPath().path
        #else
        return true
        #endif
    }

    /// Ends a server that outlived the program that started it: fast, then without a checkpoint.
    func stop(_ file: URL, timeout: Duration) async throws {
        kill(processID, SIGINT)
        if try await isGone(file, within: timeout) { return }
        kill(processID, SIGQUIT)
        _ = try await isGone(file, within: .seconds(5))
    }

    private func isGone(_ file: URL, within timeout: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + timeout
        while ContinuousClock.now < deadline {
            if Self.read(file)?.processID != processID { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}

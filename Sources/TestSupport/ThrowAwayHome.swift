import Dispatch
import Foundation
import Postgres
import Synchronization

/// A directory under /tmp for a server that lives no longer than its test process.
struct ThrowAwayHome: Sendable {
    let url: URL

    private static let prefix = "sellusgenie-test-"

    /// The name carries the process, so that a later one can tell a directory in use from one left by a crash.
    init() {
        url = URL(filePath: "/tmp/\(Self.prefix)\(getpid())-\(UUID().uuidString.prefix(8))")
    }

    func remove() {
        try? FileManager.default.removeItem(at: url)
    }

    /// Stops the server and removes the directory when the process exits.
    func removeAtExit(after server: EmbeddedServer) {
        Self.shared.withLock { $0 = (self, server) }
        atexit {
            guard let (home, server) = ThrowAwayHome.shared.withLock({ $0 }) else { return }
            let stopped = DispatchSemaphore(value: 0)
            Task.detached {
                await server.stop()
                stopped.signal()
            }
            _ = stopped.wait(timeout: .now() + 10)
            home.remove()
        }
    }

    /// Removes what killed test processes left behind, their servers included.
    static func removeStale() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? []
        for name in names where name.hasPrefix(prefix) {
            guard let owner = pid_t(name.dropFirst(prefix.count).prefix(while: \.isNumber)) else { continue }
            guard kill(owner, 0) != 0, errno == ESRCH else { continue }
            EmbeddedServer.killOrphan(in: URL(filePath: "/tmp/\(name)"))
            try? FileManager.default.removeItem(atPath: "/tmp/\(name)")
        }
    }

    private static let shared = Mutex<(ThrowAwayHome, EmbeddedServer)?>(nil)
}

import Foundation
import Logging
import Testing

/// Runs the body with the path of a home that is removed afterwards.
func withHome(_ body: (URL) async throws -> Void) async throws {
    let home = URL(filePath: "/tmp/sellusgenie-home-\(UUID().uuidString.prefix(8))")
    defer { try? FileManager.default.removeItem(at: home) }
    try await body(home)
}

/// Waits until the condition holds, at most twenty seconds.
func eventually(_ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while try await !condition() {
        try #require(ContinuousClock.now < deadline, "the condition did not come true in twenty seconds")
        try await Task.sleep(for: .milliseconds(20))
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

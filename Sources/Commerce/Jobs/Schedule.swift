package import Logging

/// Work that comes round: done every so often by every running program, and harmless when two do it at once.
package struct Schedule: Sendable {
    package let name: String
    package let every: Duration
    package let work: @Sendable () async throws -> Void

    package init(_ name: String, every: Duration, work: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.every = every
        self.work = work
    }

    /// Until cancelled. A failure is logged and the next round comes as usual.
    package func run(logger: Logger) async {
        while !Task.isCancelled {
            do {
                try await work()
            } catch is CancellationError {
                return
            } catch {
                logger.error("scheduled work failed", metadata: ["name": "\(name)", "error": "\(error)"])
            }
            try? await Task.sleep(for: every)
        }
    }
}

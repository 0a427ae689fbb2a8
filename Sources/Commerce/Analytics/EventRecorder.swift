package import Logging

/// Takes events from requests without keeping them waiting, and writes them by the batch. What is in hand when the
/// program is killed is lost: figures may miss a page view, and a page must not wait for one.
package actor EventRecorder {
    private let record: RecordEvents
    private let logger: Logger
    private var waiting: [AnalyticsEvent] = []
    private var dropped = 0

    private static let batch = 500
    /// Ten seconds of a busy shop; beyond it the database is away, and memory is worth more than page views.
    private static let limit = 20_000

    package init(record: RecordEvents, logger: Logger) {
        self.record = record
        self.logger = logger
    }

    package func add(_ event: AnalyticsEvent) {
        guard !Bots.isBot(event.userAgent) else { return }
        guard waiting.count < Self.limit else {
            dropped += 1
            return
        }
        waiting.append(event)
    }

    /// Until cancelled, then once more.
    package func run() async {
        while !Task.isCancelled {
            await flush()
            try? await Task.sleep(for: .seconds(1))
        }
        // Shielded from the cancellation that ended the loop.
        await Task { await self.flush() }.value
    }

    package func flush() async {
        while !waiting.isEmpty {
            let events = Array(waiting.prefix(Self.batch))
            waiting.removeFirst(events.count)
            do {
                try await record(events)
            } catch {
                logger.error("events were lost", metadata: ["count": "\(events.count)", "error": "\(error)"])
            }
        }
        if dropped > 0 { logger.warning("events were dropped", metadata: ["count": "\(dropped)"]) }
        dropped = 0
    }
}

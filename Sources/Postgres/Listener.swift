import CLibPQ
package import Logging

/// What a listener hears.
package enum ListenEvent: Hashable, Sendable {
    case notification(channel: String, payload: String)
    /// The listener is connected, for the first time or again: notifications may have been missed before this.
    case connected
}

/// LISTEN on a connection of its own, which reconnects for ever and says when it may have missed something.
package struct Listener: Sendable {
    private let configuration: DatabaseConfiguration
    private let channels: [String]
    private let logger: Logger

    /// - Parameter configuration: must lead to the server itself: a transaction pooler does not carry LISTEN.
    package init(configuration: DatabaseConfiguration, channels: [String], logger: Logger) {
        self.configuration = configuration
        self.channels = channels
        self.logger = logger
    }

    /// Ends when its consumer does. Unbounded: a notification is small, and dropping one would go unnoticed.
    package func events() -> AsyncStream<ListenEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: ListenEvent.self)
        let task = Task { await listenForever { continuation.yield($0) } }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func listenForever(_ report: (ListenEvent) -> Void) async {
        var pause = Duration.milliseconds(50)
        while !Task.isCancelled {
            do {
                let connection = try await Connection(parameters: configuration.parameters)
                for channel in channels { try await connection.execute("LISTEN " + SQL.identifier(channel)) }
                report(.connected)
                pause = .milliseconds(50)
                while !Task.isCancelled {
                    for notification in try await connection.nextNotifications() { report(notification) }
                }
            } catch {
                logger.warning("listener lost its connection", metadata: ["reason": "\(error)"])
            }
            try? await Task.sleep(for: pause * Double.random(in: 0.5...1.5))
            pause = min(pause * 2, .seconds(5))
        }
    }
}

extension Connection {
    /// Waits for notifications; empty when woken for another reason, the task's cancellation among them.
    fileprivate func nextNotifications() async throws -> [ListenEvent] {
        let handle = handle
        var events = takeNotifications()
        guard events.isEmpty else { return events }
        await withTaskCancellationHandler {
            await handle.wait(for: .readable)
        } onCancel: {
            handle.wake()
        }
        try consumeInput()
        events = takeNotifications()
        return events
    }

    private func takeNotifications() -> [ListenEvent] {
        var events: [ListenEvent] = []
        while let notification = PQnotifies(handle.pointer) {
            let channel = String(cString: notification.pointee.relname)
            events.append(.notification(channel: channel, payload: String(cString: notification.pointee.extra)))
            PQfreemem(notification)
        }
        return events
    }
}

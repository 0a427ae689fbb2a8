import Commerce
import ServiceLifecycle

/// What goes on beside the requests: scheduled work, and the writing of events.
struct BackgroundWork: Service {
    let housekeeping: Housekeeping
    let events: EventRecorder

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await housekeeping.run() }
                group.addTask { await events.run() }
            }
        }
    }
}

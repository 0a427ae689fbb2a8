import Commerce
import HTTPSupport
import ServiceLifecycle

/// What goes on beside the requests: scheduled work, and the writing of what requests only count.
struct BackgroundWork: Service {
    let housekeeping: Housekeeping
    let events: EventRecorder
    let keyUses: RecordKeyUses
    let keys: HoldKeys
    let usage: RequestMeter

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await housekeeping.run() }
                group.addTask { await events.run() }
                group.addTask { await keyUses.run() }
                group.addTask { await usage.run() }
            }
        }
        // A rotation need not wait for a program that has gone.
        try? await Task { try await keys.leave() }.value
    }
}

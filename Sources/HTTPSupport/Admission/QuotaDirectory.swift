import Commerce
import Synchronization

/// What each store's plan allows, asked of the database once in a while and never while a request waits for it.
final class QuotaDirectory: Sendable {
    private struct Entry {
        var quota: RequestQuota
        var expiry: ContinuousClock.Instant
    }

    /// A new plan counts after this time at the latest.
    private static let lifetime = Duration.seconds(30)
    private static let capacity = 10_000

    private let find: @Sendable (ID<Store>) async throws -> RequestQuota?
    private let known = Mutex<[ID<Store>: Entry]>([:])

    init(find: @escaping @Sendable (ID<Store>) async throws -> RequestQuota?) {
        self.find = find
    }

    /// What is known; the usual quota until more is. What has grown old is asked for beside the request.
    func quota(of store: ID<Store>) -> RequestQuota {
        let now = ContinuousClock.now
        let (quota, isOld) = known.withLock { known in
            if let entry = known[store], entry.expiry > now { return (entry.quota, false) }
            if known.count >= Self.capacity { known.removeAll() }
            let quota = known[store]?.quota ?? .usual
            // One asks for all.
            known[store] = Entry(quota: quota, expiry: now + Self.lifetime)
            return (quota, true)
        }
        if isOld { Task { await ask(store) } }
        return quota
    }

    private func ask(_ store: ID<Store>) async {
        guard let quota = try? await find(store) else { return }
        known.withLock { $0[store]?.quota = quota }
    }
}

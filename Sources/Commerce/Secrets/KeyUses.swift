package import Foundation
import Synchronization

/// Counts in memory how often stored keys are used: a use must not cost a write.
package final class KeyUses: Sendable {
    struct Use: Encodable, Hashable, Sendable {
        var count: Int
        var last: Date
    }

    private let uses = Mutex<[UUID: Use]>([:])

    package init() {}

    /// `id` is the key's row, of whichever table.
    package func note<Entity>(_ id: ID<Entity>, at date: Date = Date()) {
        add([id.uuid: Use(count: 1, last: date)])
    }

    /// What has been counted since the last time; the counter starts again.
    func take() -> [UUID: Use] {
        uses.withLock { uses in
            defer { uses = [:] }
            return uses
        }
    }

    /// Also gives back what could not be written.
    func add(_ more: [UUID: Use]) {
        uses.withLock { uses in
            uses.merge(more) { Use(count: $0.count + $1.count, last: max($0.last, $1.last)) }
        }
    }
}

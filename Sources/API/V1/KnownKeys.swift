import Commerce
import Postgres
import Synchronization

/// Which stores' keys have been right in this program, so that a request is known to be a store's before the database is
/// asked. It opens nothing: each key is looked at again.
final class KnownKeys: Sendable {
    /// Some hundred kilobytes.
    private static let capacity = 10_000

    private let stores = Mutex<[Bytes: ID<Store>]>([:])

    func store(of token: APIKeyToken) -> ID<Store>? { stores.withLock { $0[token.hash] } }

    func remember(_ token: APIKeyToken, of store: ID<Store>) {
        stores.withLock { stores in
            if stores.count >= Self.capacity { stores.removeAll() }
            stores[token.hash] = store
        }
    }

    func forget(_ token: APIKeyToken) {
        stores.withLock { _ = $0.removeValue(forKey: token.hash) }
    }
}

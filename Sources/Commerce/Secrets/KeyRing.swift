import Crypto
import Synchronization

/// The master keys that this program was given. The newest comes first; which of them seals is said by the database, so
/// that no program seals with a key that another does not have yet.
package final class KeyRing: Sendable {
    private struct State {
        var names: [String] = []
        var keys: [String: SymmetricKey] = [:]
        var sealing = ""

        /// The key that seals stays, even when it has been taken away: what it sealed has to open until another is named.
        mutating func hold(_ given: [SecretKey]) {
            let sealingKey = keys[sealing]
            names = given.map(\.name)
            keys = Dictionary(given.map { ($0.name, $0.key(for: .vault)) }, uniquingKeysWith: { first, _ in first })
            if let sealingKey { keys[sealing] = sealingKey }
        }
    }

    private let load: @Sendable () throws -> [SecretKey]
    private let state = Mutex(State())

    /// - Parameter load: reads the keys, the newest first, each time anew: another program may have added one.
    package init(load: @escaping @Sendable () throws -> [SecretKey]) throws {
        self.load = load
        try reload()
        let newest = newest
        state.withLock { $0.sealing = newest }
    }

    /// Keys that never change.
    package init(_ newest: SecretKey, _ others: [SecretKey] = []) {
        load = { [newest] + others }
        state.withLock { state in
            state.hold([newest] + others)
            state.sealing = state.names[0]
        }
    }

    package var names: [String] { state.withLock(\.names) }
    package var newest: String { state.withLock { $0.names.first ?? $0.sealing } }
    package var sealing: String { state.withLock(\.sealing) }

    package func reload() throws {
        let keys = try load()
        state.withLock { $0.hold(keys) }
    }

    /// Seals with this key from now on.
    package func seal(with name: String) throws(SecretVaultError) {
        guard key(named: name) != nil else { throw .unknownKey(name) }
        state.withLock { $0.sealing = name }
    }

    var sealingKey: (name: String, key: SymmetricKey)? {
        state.withLock { state in state.keys[state.sealing].map { (state.sealing, $0) } }
    }

    /// Looks once more where the keys come from before it says that there is no such key.
    func key(named name: String) -> SymmetricKey? {
        if let key = state.withLock({ $0.keys[name] }) { return key }
        try? reload()
        return state.withLock { $0.keys[name] }
    }
}

package import Postgres

/// Makes the newest key of the ring the one that seals, wraps everything with it and retires those before it, while
/// programs go on. Killed anywhere, it is run again and goes on where it was.
package struct RotateMasterKey: Sendable {
    private let database: Database
    private let vault: SecretVault
    private let patience: Duration

    private static let pause = Duration.milliseconds(200)

    /// - Parameter patience: how long to wait for programs to learn of a key.
    package init(database: Database, vault: SecretVault, patience: Duration = .seconds(45)) {
        self.database = database
        self.vault = vault
        self.patience = patience
    }

    /// - Returns: how many values were wrapped anew.
    /// - Throws: ``RotateMasterKeyError``
    package func callAsFunction(report: @escaping @Sendable (Int) -> Void = { _ in }) async throws -> Int {
        let new = vault.ring.newest
        try await wait(for: MasterKeyHolding.without(new)) { .programsWithout(new, $0) }
        try await database.transaction(as: .service(store: nil)) { db in
            _ = try await db.pipeline(MasterKeyHolding.promote(new))
        }
        try vault.ring.seal(with: new)
        let rewrapped = try await rewrap(report)
        try await wait(for: MasterKeyHolding.notSealing(with: new)) { .programsBehind($0) }
        // What was sealed with the old key in the moment before the last program changed may be committed after it.
        try await Task.sleep(for: Self.pause * 5)
        let late = try await rewrap(report)
        try await database.transaction(as: .service(store: nil)) { db in
            _ = try await db.pipeline([MasterKeyHolding.retire])
        }
        return rewrapped + late
    }

    private func rewrap(_ report: @escaping @Sendable (Int) -> Void) async throws -> Int {
        let outcome = try await RewrapSecrets(database: database, vault: vault)(report: report)
        guard outcome.unreadable.isEmpty else { throw RotateMasterKeyError.unreadable(outcome.unreadable) }
        return outcome.rewrapped
    }

    /// Until the statement finds no program any more.
    private func wait(
        for programs: SQL, _ error: ([String]) -> RotateMasterKeyError
    ) async throws {
        let service = try Persona.service(store: nil).databaseActor
        let deadline = ContinuousClock.now + patience
        while true {
            let found = try await database.read(as: service, [programs])[0].map {
                try $0.decode("program", as: String.self)
            }
            if found.isEmpty { return }
            guard ContinuousClock.now < deadline else { throw error(found) }
            try await Task.sleep(for: Self.pause)
        }
    }
}

/// Why a rotation stopped; run again, it goes on.
package enum RotateMasterKeyError: Error, Hashable {
    case programsWithout(String, [String])
    case programsBehind([String])
    case unreadable([String])
}

extension RotateMasterKeyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .programsWithout(let key, let programs):
            """
            Running programs do not have master key \(key) yet (\(programs.joined(separator: ", "))): give it to them \
            and run this again. Nothing is sealed with it so far.
            """
        case .programsBehind(let programs):
            """
            Running programs still seal with the key before (\(programs.joined(separator: ", "))): look into their \
            logs and run this again. Both keys are needed until then.
            """
        case .unreadable(let values):
            """
            \(values.count) stored values do not open (\(values.prefix(5).joined(separator: ", "))): enter them again or \
            remove them, and run this again. The keys before are kept until then.
            """
        }
    }
}

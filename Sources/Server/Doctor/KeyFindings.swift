import Commerce
import Postgres

/// Stored keys that end soon, have ended, or are left behind by a rotation.
struct KeyFindings {
    /// - Parameter connection: one of `sellusgenie_app`: the owner of the tables may not read keys.
    static func findings(on connection: Connection, sealing: String) async throws -> [Finding] {
        let service = try Persona.service(store: nil).databaseActor
        let keys = try await connection.transaction(as: service) { db in try await StoredKey.list(on: db) }
        return keys.flatMap { key in
            KeyLine(key, sealing: sealing).warnings.map { finding(key, $0) }
        }
    }

    private static func finding(_ key: StoredKey, _ warning: String) -> Finding {
        let place = key.store.map { " --store \($0)" } ?? ""
        let isWrapping = warning.contains("rotate")
        return Finding(
            check: "stored keys are good for more than two weeks",
            severity: .warning,
            subject: "\(key.kind.service) \(key.kind.type) of \(key.store ?? "the platform") \(warning)",
            remedy: isWrapping
                ? "sellusgenie keys rotate" : "sellusgenie keys set \(key.kind.service) \(key.kind.type)\(place) < file"
        )
    }
}

import ArgumentParser
import Commerce
import Foundation
import Postgres

extension KeysCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the stored keys, none of them readable.")

        @Flag(help: "Print the list as JSON.")
        var json = false

        func run() async throws {
            try await withVault { database, vault in
                let keys = try await database.transaction(as: .service(store: nil)) { db in
                    try await StoredKey.list(on: db)
                }
                let lines = keys.map { KeyLine($0, sealing: vault.ring.sealing) }
                print(json ? try KeyLine.json(lines) : KeyLine.text(lines))
            }
        }
    }
}

/// A stored key as it is printed.
struct KeyLine: Encodable {
    let service: String
    let type: String
    /// Nil for the platform.
    let store: String?
    let hint: String?
    let masterKey: String?
    let lastUsed: String?
    let uses: Int
    let expires: String?
    let warnings: [String]

    init(_ key: StoredKey, sealing: String, at date: Date = Date()) {
        service = key.kind.service
        type = key.kind.type
        store = key.store
        hint = key.hint
        masterKey = key.masterKey
        lastUsed = key.lastUse?.formatted(.iso8601)
        uses = key.useCount
        expires = key.expiry?.formatted(.iso8601)
        warnings = Self.warnings(key, sealing, date)
    }

    private static func warnings(_ key: StoredKey, _ sealing: String, _ date: Date) -> [String] {
        var warnings: [String] = []
        if key.hasEnded(at: date) {
            warnings.append("has ended and is not used any more")
        } else if let days = key.daysLeft(at: date), days <= StoredKey.noticeDays {
            warnings.append(days == 1 ? "ends in 1 day" : "ends in \(days) days")
        }
        if key.masterKey != sealing { warnings.append("still wrapped by a master key before; run keys rotate") }
        return warnings
    }

    static func json(_ lines: [KeyLine]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(["keys": lines]), as: UTF8.self)
    }

    static func text(_ lines: [KeyLine]) -> String {
        guard !lines.isEmpty else { return "There are no stored keys." }
        let titles = ["SERVICE", "TYPE", "STORE", "ENDS IN", "MASTER KEY", "USES", "LAST USED", "EXPIRES", "WARNING"]
        let rows = [titles] + lines.map(\.cells)
        let widths = titles.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
                .trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }

    private var cells: [String] {
        [
            service, type, store ?? "(platform)", hint ?? "–", masterKey ?? "–", "\(uses)", lastUsed ?? "–",
            expires ?? "–",
            warnings.joined(separator: "; "),
        ]
    }
}

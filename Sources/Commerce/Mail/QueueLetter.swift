import Foundation
package import Postgres

/// Queues an e-mail in the transaction whose consequence it is. Letters carry links that open accounts, so they wait
/// sealed.
package enum QueueLetter {
    package static let kind = "letters.send"

    /// - Parameter db: of the service persona.
    package static func run(
        _ letter: Letter,
        in store: ID<Store>?,
        vault: SecretVault,
        on db: Connection
    ) async throws {
        let id = ID<Letter>(UUID())
        let text = String(decoding: try JSONEncoder().encode(letter), as: UTF8.self)
        let sealed = SealedLetter(id: id, sealed: try vault.seal(Secret(text), for: SealedLetter.row(id)))
        try await db.execute(Job.enqueue(kind, try JSON(encoding: sealed), in: store))
    }
}

/// What the job's row holds.
struct SealedLetter: Codable {
    let id: ID<Letter>
    let sealed: String

    static func row(_ id: ID<Letter>) -> String { "letters/\(id)" }

    func open(with vault: SecretVault) throws -> Letter {
        let text = try vault.open(sealed, for: Self.row(id)).reveal()
        return try JSONDecoder().decode(Letter.self, from: Data(text.utf8))
    }
}

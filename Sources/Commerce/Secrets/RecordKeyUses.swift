import Foundation
package import Logging
package import Postgres

/// Writes down every few seconds how often which key was used. What is in hand when the program is killed is lost.
package struct RecordKeyUses: Sendable {
    private let database: Database
    private let uses: KeyUses
    private let logger: Logger

    private static let interval = Duration.seconds(5)

    package init(database: Database, uses: KeyUses, logger: Logger) {
        self.database = database
        self.uses = uses
        self.logger = logger
    }

    /// Until cancelled, then once more.
    package func run() async {
        while !Task.isCancelled {
            await flush()
            try? await Task.sleep(for: Self.interval)
        }
        // Shielded from the cancellation that ended the loop.
        await Task { await self.flush() }.value
    }

    package func flush() async {
        let taken = uses.take()
        guard !taken.isEmpty else { return }
        do {
            let rows = try JSON(encoding: taken.map { UseRow(id: $0, count: $1.count, last: $1.last) })
            try await database.transaction(as: .service(store: nil), retry: .conflicts()) { db in
                _ = try await db.pipeline([Self.countStored(rows), Self.noteIntegrations(rows)])
            }
        } catch {
            uses.add(taken)
            logger.warning("uses of keys wait to be written", metadata: ["error": "\(error)"])
        }
    }

    private struct UseRow: Encodable {
        let id: UUID
        let count: Int
        let last: Date
    }

    /// In the order of their ids, so that two programs never wait for each other's rows.
    private static func countStored(_ rows: JSON) -> SQL {
        """
        WITH used AS (
            SELECT k.id, u.count, u.last FROM jsonb_to_recordset(\(rows)) AS u (id uuid, count bigint, last timestamptz)
            JOIN system_api_keys k USING (id) ORDER BY k.id FOR UPDATE OF k
        )
        UPDATE system_api_keys k
        SET usage_count = LEAST(k.usage_count + used.count, 2147483647), last_used_at = GREATEST(k.last_used_at, used.last)
        FROM used WHERE k.id = used.id
        """
    }

    private static func noteIntegrations(_ rows: JSON) -> SQL {
        """
        WITH used AS (
            SELECT k.id, u.last FROM jsonb_to_recordset(\(rows)) AS u (id uuid, last timestamptz)
            JOIN api_keys k USING (id) ORDER BY k.id FOR UPDATE OF k
        )
        UPDATE api_keys k SET last_used_at = GREATEST(k.last_used_at, used.last) FROM used WHERE k.id = used.id
        """
    }
}

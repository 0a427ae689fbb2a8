package import Postgres

/// Why a file is not taken in, or not imported.
package enum ImportUploadError: Error, Hashable {
    case tooLarge
    case empty
    /// That many of the store's files wait already.
    case tooMany
    /// The file has been imported, or was kept for as long as it is kept.
    case gone
}

/// Takes a file in, part by part, each in a transaction of its own: nothing is held while a slow sender sends. When it is
/// whole, a job checks it without changing anything; what was checked can then be imported.
///
/// All of it as the service persona in the store.
package enum ReceiveImport {
    /// Some thirty thousand products; more comes by the command line.
    package static let largestFile = 8 * 1024 * 1024
    package static let partSize = 256 * 1024
    private static let mostAtOnce = 5
    private static let longestName = 200

    package static func begin(
        _ fileName: String, by user: ID<User>, in store: ID<Store>, on db: Connection
    ) async throws -> ID<ImportRun> {
        let waiting = try await db.pipeline([
            "SELECT pg_advisory_xact_lock(hashtextextended(\("imports \(store)"), 0))",
            """
            SELECT count(*) AS waiting FROM import_runs
            WHERE store_id = \(store) AND state IN ('uploading', 'queued', 'running')
                AND created_at > now() - interval '1 day'
            """,
        ])
        guard try waiting[1][0].decode("waiting", as: Int.self) < mostAtOnce else { throw ImportUploadError.tooMany }
        let name = fileName.isEmpty ? "products.csv" : String(fileName.prefix(longestName))
        return try await db.one(
            """
            INSERT INTO import_runs (store_id, kind, format, file_name, dry_run, state, started_by)
            VALUES (\(store), 'products', 'shopify', \(name), true, 'uploading', \(user)) RETURNING id
            """
        )["id"]
    }

    package static func append(
        _ content: [UInt8], part: Int, to run: ID<ImportRun>, in store: ID<Store>, on db: Connection
    ) async throws {
        _ = try await db.execute(
            """
            INSERT INTO import_uploads (store_id, import_run_id, part, content)
            VALUES (\(store), \(run), \(Int32(clamping: part)), \(Bytes(content)))
            """
        )
    }

    /// The file is whole.
    package static func finish(
        _ run: ID<ImportRun>, size: Int, in store: ID<Store>, on db: Connection
    ) async throws {
        _ = try await db.pipeline([
            """
            UPDATE import_runs SET state = 'queued', file_size = \(size)
            WHERE store_id = \(store) AND id = \(run) AND state = 'uploading'
            """,
            try RunImport.enqueue(run, in: store),
        ])
    }

    /// Nothing will become of it.
    package static func abandon(_ run: ID<ImportRun>, in store: ID<Store>, on db: Connection) async throws {
        _ = try await db.execute(
            "DELETE FROM import_runs WHERE store_id = \(store) AND id = \(run) AND state = 'uploading'"
        )
    }

    /// What was checked is imported: a new run takes the file over, once.
    package static func start(
        checked run: ID<ImportRun>, by user: ID<User>, in store: ID<Store>, on db: Connection
    ) async throws -> ID<ImportRun> {
        let started = try await db.first(
            """
            INSERT INTO import_runs (store_id, kind, format, file_name, file_size, state, started_by)
            SELECT store_id, kind, format, file_name, file_size, 'queued', \(user) FROM import_runs
            WHERE store_id = \(store) AND id = \(run) AND dry_run AND state = 'succeeded' RETURNING id
            """
        )
        guard let id: ID<ImportRun> = try started?["id"] else { throw ImportUploadError.gone }
        let moved = try await db.execute(
            "UPDATE import_uploads SET import_run_id = \(id) WHERE store_id = \(store) AND import_run_id = \(run)"
        )
        guard moved > 0 else { throw ImportUploadError.gone }
        try await db.execute(try RunImport.enqueue(id, in: store))
        return id
    }

    /// What a sender began and never ended, and files that nobody wanted after all.
    package static let forget: [SQL] = [
        "DELETE FROM import_runs WHERE state = 'uploading' AND created_at < now() - interval '1 hour'",
        "DELETE FROM import_uploads WHERE created_at < now() - interval '1 day'",
    ]
}

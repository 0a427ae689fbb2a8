package import Foundation

/// Brings a database to the program's schema: forward only, one transaction a migration, one program at a time.
package struct Migrator: Sendable {
    package let migrations: [Migration]

    package init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// Applies what is missing. Programs that call this at once wait for each other, migration by migration.
    /// - Returns: what this call applied.
    /// - Throws: ``MigrationError``
    @discardableResult
    package func up(on connection: Connection) async throws -> [Migration] {
        try await prepare(connection)
        var applied: [Migration] = []
        while let migration = try await applyNext(on: connection) { applied.append(migration) }
        return applied
    }

    /// Every migration of the program with the time it was applied, nil where it still waits.
    package func status(on connection: Connection) async throws -> [MigrationStatus] {
        let applied = try await recorded(on: connection)
        _ = try MigrationPlan(known: migrations, applied: applied)
        return migrations.map { migration in
            MigrationStatus(
                migration: migration,
                appliedAt: applied.first { $0.number == migration.number }?.appliedAt
            )
        }
    }

    /// All migrations as one script, with their record, so that a database loaded with it is known to the program.
    package func script() -> String {
        let parts = migrations.map { migration in
            """
            -- \(migration.title)
            BEGIN;
            \(migration.sql)
            ;
            INSERT INTO app.schema_migrations (number, name, checksum)
            VALUES (\(migration.number), '\(migration.name)', '\(migration.checksum)');
            COMMIT;
            """
        }
        return ([MigrationRecord.table] + parts).joined(separator: "\n\n") + "\n"
    }

    private func prepare(_ connection: Connection) async throws {
        try await connection.transaction { connection in
            try await MigrationRecord.takeLock(on: connection)
            let exists: Bool = try await connection.one(MigrationRecord.exists)[0]
            if !exists { try await connection.script(MigrationRecord.table) }
        }
    }

    private func recorded(on connection: Connection) async throws -> [AppliedMigration] {
        let exists: Bool = try await connection.one(MigrationRecord.exists)[0]
        return exists ? try await connection.query(MigrationRecord.list) : []
    }

    private func applyNext(on connection: Connection) async throws -> Migration? {
        try await connection.transaction { connection in
            try await MigrationRecord.takeLock(on: connection)
            let applied: [AppliedMigration] = try await connection.query(MigrationRecord.list)
            guard let next = try MigrationPlan(known: migrations, applied: applied).pending.first else { return nil }
            // Before the script, which may change the role for the rest of its transaction.
            try await connection.execute(MigrationRecord.insert(next))
            do {
                try await connection.script(next.sql)
            } catch let error as PostgresError {
                // A migration holds no row data, so the message may be shown.
                throw MigrationError.refused(next.title, reason: error.message)
            }
            return next
        }
    }
}

/// One migration of the program, and since when the database has it.
package struct MigrationStatus: Sendable, Equatable {
    package let migration: Migration
    package let appliedAt: Date?
}

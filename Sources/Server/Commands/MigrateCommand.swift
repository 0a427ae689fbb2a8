import ArgumentParser
import Foundation
import Logging
import Postgres
import Schema

/// `sellusgenie migrate [up|status|print]`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to this program's schema, or tell how far it is.",
        subcommands: [Up.self, Status.self, Print.self],
        defaultSubcommand: Up.self
    )

    struct Up: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Apply what is missing.")

        func run() async throws {
            try await withDatabase { access, logger in
                try await access.migrate(logger: logger)
                Swift.print("The database is at \(SchemaMigrations.all.last?.title ?? "the beginning").")
            }
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the migrations and when they were applied.")

        func run() async throws {
            try await withDatabase { access, _ in
                let statuses = try await Migrator(SchemaMigrations.all).status(on: access.connectAsOwner())
                for status in statuses {
                    Swift.print("\(status.migration.title)  \(status.appliedAt?.formatted(.iso8601) ?? "waits")")
                }
            }
        }
    }

    struct Print: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the whole schema as plain SQL, for `supabase db push`."
        )

        func run() {
            Swift.print(Migrator(SchemaMigrations.all).script(), terminator: "")
        }
    }
}

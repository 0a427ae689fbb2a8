import ArgumentParser
import Commerce
import Foundation
import Postgres

/// `sellusgenie import products`
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring data into a store.",
        subcommands: [Products.self]
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case shopify
    }

    struct Products: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import products from a CSV file; a file imported again updates what it brought."
        )

        @Option(help: "The slug of the store.")
        var store: String

        @Option(help: "What wrote the file.")
        var format = Format.shopify

        @Flag(help: "Check every row and change nothing.")
        var dryRun = false

        @Argument(help: "The file.", completion: .file(extensions: ["csv"]))
        var file: String

        func run() async throws {
            let url = URL(filePath: file)
            guard let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize else {
                throw ImportCommandError.noFile(file)
            }
            try await withPool { database in
                let report = try await importProducts(url, size: size, into: database)
                Self.printReport(report, isDryRun: dryRun)
                if report.rowsFailed > 0 { throw ExitCode(1) }
            }
        }

        private func importProducts(_ url: URL, size: Int, into database: Database) async throws -> ImportReport {
            let id = try await Store.id(slug: store, in: database)
            let bar = ProgressBar(total: size)
            defer { bar.finish() }
            return try await ImportProducts(into: id, of: database, isDryRun: dryRun).run(file: url) { progress in
                bar.show(progress.bytesRead, note: "\(progress.report.rowsRead) rows")
            }
        }

        private static func printReport(_ report: ImportReport, isDryRun: Bool) {
            for problem in report.problems { FileHandle.standardError.write(Data("\(problem)\n".utf8)) }
            print(
                """
                \(isDryRun ? "Would have imported" : "Imported") \(report.rowsRead) rows: \(report.inserted) products \
                new, \(report.updated) updated, \(report.unchanged) unchanged, \(report.rowsFailed) rows refused.
                """
            )
        }
    }
}

enum ImportCommandError: Error, CustomStringConvertible {
    case noFile(String)
    case noStore(String)

    var description: String {
        switch self {
        case .noFile(let path): "There is no file \(path); check its name."
        case .noStore(let slug): "There is no store \"\(slug)\"; check the slug, it stands in the shop's address."
        }
    }
}

extension Store {
    /// Open or closed, by its slug.
    static func id(slug: String, in database: Database) async throws -> ID<Store> {
        let service = try Persona.service(store: nil).databaseActor
        let found = try await database.read(as: service, ["SELECT id FROM app.find_store(\(slug))"])
        guard let row = found[0].first else { throw ImportCommandError.noStore(slug) }
        return try row["id"]
    }
}

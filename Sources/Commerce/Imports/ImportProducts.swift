package import Foundation
package import Postgres
import Pricing

/// Imports Shopify's product CSV into a store: streamed, in batches, each product whole or not at all. Importing a file
/// again updates what it brought, known by handle.
package struct ImportProducts: Sendable {
    private let database: Database
    private let store: ID<Store>
    private let isDryRun: Bool

    /// - Parameter isDryRun: check everything against the database and change nothing.
    package init(into store: ID<Store>, of database: Database, isDryRun: Bool = false) {
        self.database = database
        self.store = store
        self.isDryRun = isDryRun
    }

    /// Reads `csv` to its end.
    /// - Parameter fileName: told with the run in the owner's list of imports.
    package func run(
        _ csv: CSVReader, fileName: String, onProgress: (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        let reader = try ShopifyProductReader(csv, currency: try await currency())
        let id = try await record.start(fileName: fileName, isDryRun: isDryRun)
        var report = ImportReport()
        do {
            try await read(reader, as: id, into: &report, onProgress: onProgress)
        } catch {
            try await record.finish(id, report, state: "failed")
            throw error
        }
        try await refreshQuantities(as: id)
        try await record.finish(id, report, state: "succeeded")
        return report
    }

    /// Reads `csv` to its end as a run that stands in the list of imports already. What is wrong with the file ends the
    /// run; what is wrong with the database is thrown, and the run may be tried again.
    func run(_ csv: () throws -> CSVReader, as id: ID<ImportRun>) async throws {
        var report = ImportReport()
        do {
            let reader = try ShopifyProductReader(try csv(), currency: try await currency())
            try await read(reader, as: id, into: &report) { _ in }
        } catch let error as CSVError {
            return try await record.finish(id, report, state: "failed", because: error.description)
        } catch let error as ImportError {
            try await refreshQuantities(as: id)
            return try await record.finish(id, report, state: "failed", because: error.description)
        }
        try await refreshQuantities(as: id)
        try await record.finish(id, report, state: "succeeded")
    }

    private var record: ImportRun { ImportRun(store: store, database: database) }

    /// Imports a file.
    package func run(
        file: URL, onProgress: (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        try await run(try CSVReader(file: file), fileName: file.lastPathComponent, onProgress: onProgress)
    }

    private func currency() async throws -> Currency {
        let query: SQL = "SELECT currency FROM stores WHERE id = \(store)"
        let code: String? = try await database.transaction(as: .service(store: store)) { db in
            try await db.first(query).map { try $0["currency"] }
        }
        guard let code else { throw ImportError.unknownStore }
        do {
            return try Currency(code)
        } catch {
            throw ImportError.currency(error)
        }
    }

    /// The next batch is read while the one before it is being stored.
    private func read(
        _ reader: ShopifyProductReader, as run: ID<ImportRun>, into report: inout ImportReport,
        onProgress: (ImportProgress) -> Void
    ) async throws {
        var next = try nextBatch(reader, into: &report)
        var stored = 0
        var room = try await roomOfDryRun()
        while !next.isEmpty {
            let batch = next
            async let outcomeOfBatch = store(batch, as: run)
            next = try nextBatch(reader, into: &report)
            var outcome = try await outcomeOfBatch
            outcome = room?.take(outcome) ?? outcome
            report.add(outcome)
            stored += 1
            if Self.batchesThenAnalyzed.contains(stored) { try await analyze() }
            if let end = outcome.planEnd { throw ImportError.planLimit(end.limit, line: end.line) }
            try await record.note(reader.bytesRead, of: run)
            onProgress(ImportProgress(bytesRead: reader.bytesRead, report: report))
        }
        onProgress(ImportProgress(bytesRead: reader.bytesRead, report: report))
    }

    private func roomOfDryRun() async throws -> PlanRoom? {
        guard isDryRun else { return nil }
        return try await database.transaction(as: .service(store: nil)) { try await PlanRoom.find(in: store, on: $0) }
    }

    /// A shop four times as large deserves other plans.
    private static let batchesThenAnalyzed: Set = [1, 4, 16, 64, 256, 1_024]

    private func analyze() async throws {
        guard !isDryRun else { return }
        try await database.transaction(as: .service(store: store)) { db in
            _ = try await db.execute("SELECT app.analyze_catalogue()")
        }
    }

    private func nextBatch(
        _ reader: ShopifyProductReader, into report: inout ImportReport
    ) throws -> ProductBatch {
        var batch = ProductBatch()
        while !batch.isFull, let item = try reader.next() {
            switch item {
            case .product(let draft, let rows):
                batch.append(draft, rows: rows)
                report.rowsRead += rows
            case .rejected(let problems, let rows):
                report.add(problems, rows: rows)
                report.rowsRead += rows
            }
        }
        return batch
    }

    /// Stores a batch; when the database refuses it, halves it until the product to blame stands alone.
    private func store(_ batch: ProductBatch, as run: ID<ImportRun>) async throws -> ProductBatch.Outcome {
        do {
            return try await commit(batch, as: run)
        } catch let error as PostgresError where Self.blamesData(error) {
            guard let draft = batch.drafts.first, batch.drafts.count == 1 else {
                let (first, second) = batch.halves
                let outcome = try await store(first, as: run)
                return outcome.planEnd == nil ? outcome + (try await store(second, as: run)) : outcome
            }
            if let limit = PlanLimit(error), limit.kind == .products {
                return ProductBatch.Outcome(planEnd: ProductBatch.PlanEnd(limit: limit, line: draft.line))
            }
            return ProductBatch.Outcome(problems: [Self.problem(error, with: draft)], rowsFailed: draft.variants.count)
        }
    }

    private func commit(_ batch: ProductBatch, as run: ID<ImportRun>) async throws -> ProductBatch.Outcome {
        do {
            return try await database.transaction(as: .service(store: store), retry: .conflicts()) { db in
                _ = try await db.query(run.entry)
                let outcome = try await batch.store(in: store, on: db)
                if isDryRun { throw DryRun(outcome: outcome) }
                return outcome
            }
        } catch let dryRun as DryRun {
            return dryRun.outcome
        } catch let error as TransactionError {
            throw (error.commit as? PostgresError) ?? error
        }
    }

    /// Thrown to roll back what a dry run has tried.
    private struct DryRun: Error {
        let outcome: ProductBatch.Outcome
    }

    /// Whether the values are to blame, and not the server or the connection: SQLSTATE classes 21, 22 and 23.
    private static func blamesData(_ error: PostgresError) -> Bool {
        ["21", "22", "23"].contains(error.sqlState.errorClass)
    }

    private static func problem(_ error: PostgresError, with draft: ProductDraft) -> RowProblem {
        if error.constraint == "products_sku_is_unique", let sku = draft.variants.first?.sku {
            return RowProblem(line: draft.line, column: ShopifyColumn.sku.rawValue, .skuTaken(sku))
        }
        return RowProblem(line: draft.line, .notStored(sqlState: error.sqlState.code))
    }

    private func refreshQuantities(as run: ID<ImportRun>) async throws {
        guard !isDryRun else { return }
        var refreshed: Int32
        repeat {
            refreshed = try await database.transaction(as: .service(store: store), retry: .conflicts()) { db in
                _ = try await db.query(run.entry)
                return try await db.one("SELECT app.refresh_inventory_quantities(5000) AS refreshed")["refreshed"]
            }
        } while refreshed > 0
    }
}

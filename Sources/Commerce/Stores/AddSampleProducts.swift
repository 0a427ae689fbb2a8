import Foundation
package import Postgres

/// Puts the sample catalogue on a new store's shelf. A job, so that a program that dies after the store was opened does
/// not leave it without.
package struct AddSampleProducts: Sendable {
    package static let kind = "stores.add_samples"

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    @Sendable package func handle(_ job: Job) async throws {
        guard let store = job.store else { return }
        var chunks = [try await catalogue(for: store)]
        let csv = try CSVReader { chunks.popLast() ?? [] }
        _ = try await ImportProducts(into: store, of: database).run(csv, fileName: "samples.csv")
    }

    static func enqueue(in store: ID<Store>) -> SQL { Job.enqueue(kind, uniqueKey: "once", in: store) }

    /// The prices are written with two decimals; a currency without any reads the same digits.
    private func catalogue(for store: ID<Store>) async throws -> [UInt8] {
        let service = try Persona.service(store: store).databaseActor
        let query: SQL = "SELECT currency_exponent FROM stores WHERE id = \(store)"
        let exponent: Int16 = try await database.read(as: service, [query])[0].first?["currency_exponent"] ?? 2
        guard exponent == 0 else { return DemoCatalog.csv }
        let text = String(decoding: DemoCatalog.csv, as: UTF8.self)
        return Array(text.replacing(/,(\d+)\.(\d\d)(?=[,\r\n])/) { ",\($0.1)\($0.2)" }.utf8)
    }
}

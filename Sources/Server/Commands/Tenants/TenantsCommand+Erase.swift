import ArgumentParser
import Commerce
import Foundation
import Postgres

extension TenantsCommand {
    /// `tenants erase`
    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase an owner with all that is theirs, but for the books that law asks for.",
            discussion: "Cannot be undone: export the tenant first. Stopped at any moment, it goes on when run again."
        )

        @Argument(help: "The owner's e-mail address, or the slug of a store.")
        var owner: String

        @Flag(help: "Do not ask.")
        var yes = false

        func run() async throws {
            let years = try await ServerConfiguration.read().booksYears
            try await withPool { database in
                let tenant = try await FindTenant(database: database)(owner)
                guard yes || Self.confirm(tenant) else { throw EraseCommandError.notConfirmed }
                let bar = ProgressBar(total: tenant.products + tenant.orders)
                defer { bar.finish() }
                let erase = EraseTenant(database: database, years: years)
                let erasure = try await erase(tenant) { rows, table in bar.show(rows, note: table) }
                bar.finish()
                print(Self.report(erasure, tenant))
            }
        }

        private static func confirm(_ tenant: Tenant) -> Bool {
            let shops = tenant.stores.map(\.slug).joined(separator: ", ")
            let question = """
                This erases \(tenant.email) with \(Wording.stores(tenant.stores.count)) (\(shops)), \(tenant.products) \
                products and \(tenant.orders) orders, for good.
                Type the e-mail address to go on: 
                """
            FileHandle.standardError.write(Data(question.utf8))
            return readLine()?.trimmingCharacters(in: .whitespaces).lowercased() == tenant.email.lowercased()
        }

        static func report(_ erasure: Erasure, _ tenant: Tenant) -> String {
            let books = erasure.books
            let erased = "Erased \(tenant.email): \(Wording.stores(erasure.stores)), \(erasure.rows) rows."
            guard let until = books.until else { return erased + "\nNothing was left." }
            return """
                \(erased)
                Left, without a name in it, until \(until) at the latest: \(books.orders) orders, \(books.lines) lines, \
                \(books.payments) payments, \(books.refunds) refunds, \(books.invoices) invoices.
                """
        }
    }
}

enum EraseCommandError: Error, CustomStringConvertible {
    case notConfirmed

    var description: String {
        "Nothing was erased: what was typed is not the owner's e-mail address. Run it again, or with --yes."
    }
}

import ArgumentParser
import Commerce
import Foundation
import Postgres

/// `sellusgenie tenants …`
struct TenantsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenants",
        abstract: "The owners of this installation with their stores: list, open, close, move, erase.",
        subcommands: [List.self, Create.self, Suspend.self, Resume.self, Export.self, Import.self, Erase.self]
    )
}

extension TenantsCommand {
    /// Names an owner, or one store.
    struct Whom: ParsableArguments {
        @Argument(help: "The owner's e-mail address.")
        var owner: String?

        @Option(help: "The slug of one store, instead of all stores of an owner.")
        var store: String?

        func validate() throws {
            guard (owner == nil) != (store == nil) else {
                throw ValidationError("Name either an owner's e-mail address or --store SLUG.")
            }
        }

        func extent(in database: Database) async throws -> SuspendTenant.Extent {
            let tenant = try await FindTenant(database: database)(owner ?? store ?? "")
            guard let slug = store else { return .owner(tenant.id, email: tenant.email) }
            guard let found = tenant.stores.first(where: { $0.slug == slug.lowercased() }) else {
                throw TenantError.unknown(slug)
            }
            return .store(found.id, slug: found.slug)
        }
    }

    /// `tenants suspend`
    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close an owner's stores, or one: visitors find nothing, the owner reads why, nothing is lost."
        )

        @OptionGroup var whom: Whom

        @Option(help: "Why; the owner reads it in the dashboard.")
        var reason: String

        func run() async throws {
            try await withPool { database in
                let extent = try await whom.extent(in: database)
                let count = try await database.transaction(as: .service(store: nil)) { db in
                    try await SuspendTenant.run(extent, because: reason, on: db)
                }
                print("Suspended \(Wording.stores(count)). `sellusgenie tenants resume` opens them again.")
            }
        }
    }

    /// `tenants resume`
    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Open suspended stores again.")

        @OptionGroup var whom: Whom

        func run() async throws {
            try await withPool { database in
                let extent = try await whom.extent(in: database)
                let count = try await database.transaction(as: .service(store: nil)) { db in
                    try await SuspendTenant.resume(extent, on: db)
                }
                print("Resumed \(Wording.stores(count)).")
            }
        }
    }

    /// Numbers with their nouns.
    enum Wording {
        static func stores(_ count: Int) -> String { "\(count) \(count == 1 ? "store" : "stores")" }
    }
}

import ArgumentParser
import Commerce
import Foundation
import Postgres

extension TenantsCommand {
    /// `tenants list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show owners by e-mail address, with plan, stores and how much is in them."
        )

        @Argument(help: "Part of an e-mail address, a name, a slug or a domain.")
        var words = ""

        @Option(help: "Only owners of this plan.")
        var plan: PlanChoice?

        @Flag(help: "Only owners with a suspended store.")
        var suspended = false

        @Option(help: "Begin after this e-mail address.")
        var after: String?

        @Option(help: "Show so many at most.")
        var limit = 1_000

        @Flag(help: "Print one JSON document.")
        var json = false

        func run() async throws {
            try await withPool { database in
                let search = TenantSearch(words: words, plan: plan?.rawValue, suspendedOnly: suspended)
                let tenants = try await collect(search, from: ListTenants(database: database))
                print(json ? try CommandOutput.tenants(tenants) : Self.text(tenants))
            }
        }

        private func collect(_ search: TenantSearch, from list: ListTenants) async throws -> [Tenant] {
            var tenants: [Tenant] = []
            var cursor = after
            while tenants.count < limit {
                let page = try await list(search, after: cursor, limit: min(200, limit - tenants.count))
                tenants += page.items
                guard let next = page.next else { break }
                cursor = next
            }
            return tenants
        }

        static func text(_ tenants: [Tenant]) -> String {
            guard !tenants.isEmpty else { return "No owner matches." }
            return tenants.map(\.line).joined(separator: "\n")
        }
    }
}

/// The plans, as an option offers them.
enum PlanChoice: String, ExpressibleByArgument, CaseIterable {
    case trial, starter, professional, enterprise
}

extension Tenant {
    /// One line, with spaces between words and tabs between columns, so that `cut` and eyes can read it.
    fileprivate var line: String {
        let shops = stores.map { $0.slug + ($0.suspendedAt == nil ? "" : " (suspended)") }.joined(separator: ", ")
        let last = lastOrderAt.map { "last order \($0.formatted(.iso8601.year().month().day()))" } ?? "no orders yet"
        return [
            email, "\(plan), \(planStatus)", shops.isEmpty ? "no store" : shops, "\(products) products",
            "\(orders) orders", last,
        ].joined(separator: "\t")
    }
}

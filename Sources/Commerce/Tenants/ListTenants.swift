package import Postgres

/// The owners of this installation, by e-mail address.
package struct ListTenants: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// - Parameter after: the address that the page before ended with.
    package func callAsFunction(
        _ search: TenantSearch = TenantSearch(),
        after: String? = nil,
        limit: Int = 50
    ) async throws -> Page<Tenant, String> {
        let service = try Persona.service(store: nil).databaseActor
        // One more than asked for tells whether a page follows.
        let list = Tenant.list(search, after: after, limit: limit + 1)
        let found = try await database.read(as: service, list, as: Tenant.self)
        let items = Array(found.prefix(limit))
        return Page(items: items, next: found.count > limit ? items.last?.email : nil)
    }
}

/// One owner: by e-mail address, or by the slug or the domain of one of their stores.
package struct FindTenant: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// - Throws: ``TenantError/unknown(_:)``
    package func callAsFunction(_ name: String) async throws -> Tenant {
        let service = try Persona.service(store: nil).databaseActor
        if let found = try await database.read(as: service, Tenant.find(email: name), as: Tenant.self).first {
            return found
        }
        guard let row = try await database.read(as: service, [Tenant.owner(ofStore: name)])[0].first,
            let tenant = try await callAsFunction(try row.decode("store_owner_id", as: ID<User>.self))
        else { throw TenantError.unknown(name) }
        return tenant
    }

    package func callAsFunction(_ id: ID<User>) async throws -> Tenant? {
        let service = try Persona.service(store: nil).databaseActor
        return try await database.read(as: service, Tenant.find(id), as: Tenant.self).first
    }
}

/// Why nothing was done with a tenant.
package enum TenantError: Error, Hashable {
    case unknown(String)
    case noStores(String)
    case alreadySuspended(String)
    case notSuspended(String)
    case reasonMissing
}

extension TenantError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let name):
            "There is no owner or store \"\(name)\"; `sellusgenie tenants list` shows who is there."
        case .noStores(let email):
            "\(email) has no store that could be suspended or resumed."
        case .alreadySuspended(let name):
            "\(name) is suspended already; `sellusgenie tenants resume` ends that."
        case .notSuspended(let name):
            "\(name) is not suspended, so there is nothing to resume."
        case .reasonMissing:
            "Give a reason: the owner reads it in the dashboard."
        }
    }
}

package import Postgres

/// Erases an owner with all that is theirs, and says what law made it keep. In slices of at most 1,000 rows.
package struct EraseTenant: Sendable {
    private let database: Database
    private let years: Int

    /// - Parameter years: how long books are kept.
    package init(database: Database, years: Int = ClosedBooks.usualYears) {
        self.database = database
        self.years = years
    }

    /// Shops close at once and the owner is signed out; then everything goes, slice by slice. Run again after it was
    /// killed, it goes on.
    /// - Parameter progress: is told the rows erased so far, and the table that is being emptied.
    /// - Throws: ``EraseTenantError/isOperator(_:)``
    package func callAsFunction(
        _ tenant: Tenant,
        progress: @escaping (_ rows: Int, _ table: String) -> Void = { _, _ in }
    ) async throws -> Erasure {
        let catalogue = try await close(tenant)
        var erased = 0
        for store in tenant.stores {
            let before = erased
            var here = 0
            let erase = EraseStore(database: database, owner: tenant.id, store: store.id, years: years)
            erased += try await erase.run(catalogue) { count, table in
                here += count
                progress(before + here, table)
            }
        }
        try await eraseOwner(tenant, catalogue)
        return try await finish(tenant, stores: tenant.stores.count, rows: erased)
    }

    private func close(_ tenant: Tenant) async throws -> TenantCatalogue {
        try await database.transaction(as: .service(store: nil)) { db in
            let account = try await db.first("SELECT is_super_admin FROM auth.users WHERE id = \(tenant.id)")
            guard try account?.decode("is_super_admin", as: Bool?.self) != true else {
                throw EraseTenantError.isOperator(tenant.email)
            }
            _ = try await db.pipeline([
                """
                UPDATE stores SET is_active = false, deleted_at = COALESCE(deleted_at, now()), purge_after = now()
                WHERE store_owner_id = \(tenant.id)
                """,
                "UPDATE auth.users SET banned_until = 'infinity' WHERE id = \(tenant.id)",
            ])
            return try await TenantCatalogue.read(on: db)
        }
    }

    /// The owner's own rows go last and at once: until then the owner is found, and erasing can go on.
    private func eraseOwner(_ tenant: Tenant, _ catalogue: TenantCatalogue) async throws {
        try await eraseBilling(of: tenant)
        try await EraseAccounts(database: database, catalogue: catalogue, slice: EraseStore.slice).strip([tenant.id])
        try await database.transaction(as: Mover(owner: tenant.id).actor(nil)) { db in
            let others = catalogue.tables.filter {
                $0.schema == "public" && $0.columns.contains("store_owner_id") && $0.name != "stores"
            }
            for table in others {
                try await db.execute("DELETE FROM \(table.identifier) WHERE store_owner_id = app.tenant()")
            }
            try await db.execute("DELETE FROM store_owners WHERE id = app.tenant()")
            try await Persona.service(store: nil).takeOver(on: db)
            _ = try await db.execute("DELETE FROM auth.users WHERE id = \(tenant.id)")
        }
    }

    private func eraseBilling(of tenant: Tenant) async throws {
        let statement = ClosedBooks.eraseInvoices(of: tenant.id, limit: EraseStore.slice, years: years)
        var count = 0
        repeat {
            count = try await database.transaction(as: Mover(owner: tenant.id).actor(nil)) { db in
                try await db.one(statement)[0]
            }
        } while count > 0
    }

    private func finish(_ tenant: Tenant, stores: Int, rows: Int) async throws -> Erasure {
        let books = try await database.read(
            as: Persona.service(store: nil).databaseActor,
            ClosedBooks.Summary.of(tenant.id),
            as: ClosedBooks.Summary.self
        )
        guard let kept = books.first else { throw PostgresClientError.noRows }
        let done = try JSON(encoding: ["stores": stores, "rows": rows])
        try await database.transaction(as: Mover(owner: tenant.id).actor(nil)) { db in
            _ = try await db.execute(
                """
                INSERT INTO audit_log
                    (account_id, actor_id, actor_role, action, entity_type, entity_id, record_id, after)
                VALUES (\(tenant.id), \(RequestOrigin.current?.actor), 'service_role', 'tenant.erased', 'account',
                    \(tenant.id.description), \(tenant.id.description), \(done))
                """
            )
        }
        return Erasure(stores: stores, rows: rows, books: kept)
    }
}

/// What an erasure did and left.
package struct Erasure: Sendable {
    package let stores: Int
    package let rows: Int
    package let books: ClosedBooks.Summary
}

package enum EraseTenantError: Error, Hashable, CustomStringConvertible {
    case isOperator(String)

    package var description: String {
        switch self {
        case .isOperator(let email):
            "\(email) is an operator of this installation; `sellusgenie operators remove \(email)` first."
        }
    }
}

import Postgres

extension TenantArrival {
    private static let nobody = "00000000-0000-0000-0000-000000000000"

    /// Every member is a table that travels, at its place; what cannot be done without is there.
    func checkMembers() throws {
        let stores = Set(manifest.stores.map(\.id))
        guard stores.count == manifest.stores.count else { throw TenantArchiveError.noManifest }
        for member in manifest.members {
            guard member.name == TenantRows.member(member.table, in: member.store),
                let table = catalogue.table(member.table), travels(table, in: member.store, stores)
            else { throw TenantArchiveError.memberForbidden(String(member.name.prefix(100))) }
        }
        let needed = [("auth.users", nil), ("store_owners", nil)] + manifest.stores.map { ("stores", $0.id) }
        for (table, store) in needed where member(table, in: store) == nil {
            throw TenantArchiveError.memberMissing(TenantRows.member(table, in: store))
        }
    }

    private func travels(_ table: TenantTable, in store: ID<Store>?, _ stores: Set<ID<Store>>) -> Bool {
        switch (table.kind, store) {
        case (.store, let store?): stores.contains(store)
        case (.owner, let store?): table.name == "stores" && stores.contains(store)
        case (.owner, nil): table.name != "stores"
        case (.account, nil): true
        default: false
        }
    }

    /// Neither the owner nor the shops' names are here yet.
    func checkPlace() async throws {
        let slugs = Set(manifest.stores.map(\.slug))
        for (old, new) in options.renames.sorted(by: { $0.key < $1.key }) {
            guard slugs.contains(old) else { throw ImportTenantError.renameUnknown(old) }
            guard new.wholeMatch(of: /[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?/) != nil else {
                throw ImportTenantError.slugUnusable(new)
            }
        }
        let owner = manifest.owner
        let found = try await db.pipeline([
            """
            SELECT 1 FROM auth.users WHERE id = \(owner.id)
                OR (lower(email) = lower(\(owner.email)) AND COALESCE(instance_id::text, \(Self.nobody)) = \(Self.nobody))
            UNION ALL SELECT 1 FROM store_owners WHERE id = \(owner.id) OR lower(email) = lower(\(owner.email))
            """,
            """
            SELECT wish FROM unnest(\(manifest.stores.map { slug(of: $0) })) AS wish
            WHERE app.slug_state(wish) <> 'free' ORDER BY wish
            """,
        ])
        guard found[0].isEmpty else { throw ImportTenantError.ownerExists(owner.email) }
        guard found[1].isEmpty else { throw ImportTenantError.slugsTaken(try found[1].map { try $0[0] }) }
    }

    /// Stock adds up, and no account came along that nobody in the archive is.
    func checkOutcome() async throws {
        try await Persona.service(store: nil).takeOver(on: db)
        let found = try await db.pipeline([
            "SELECT count(*) FROM app.stock_discrepancies WHERE store_id = ANY (\(manifest.stores.map(\.id)))",
            "SELECT count(*) FROM kept_accounts k WHERE k.id NOT IN (\(rows.referred))",
        ])
        let discrepancies: Int = try found[0][0][0]
        guard discrepancies == 0 else { throw ImportTenantError.stockDoesNotAddUp(discrepancies) }
        let strays: Int = try found[1][0][0]
        guard strays == 0 else { throw ImportTenantError.strayAccounts(strays) }
    }
}

import Postgres

extension TenantArrival {
    /// Accounts whose address has one here already stay out; how many these are.
    func bringAccounts() async throws -> Int {
        guard let users = catalogue.table("auth.users"), let member = member("auth.users", in: nil) else { return 0 }
        return try await about(member.name) {
            let columns = try await stage(member, users)
            try await checkAccounts(columns, member)
            let came = try await db.execute(
                insertion(users, columns, from: "\(users.staging) i") + " ON CONFLICT DO NOTHING"
            )
            _ = try await db.pipeline([
                """
                CREATE TEMPORARY TABLE kept_accounts ON COMMIT DROP AS
                SELECT u.id FROM auth.users u WHERE u.id IN (SELECT i.id FROM \(users.staging) i)
                """,
                "GRANT SELECT ON kept_accounts TO PUBLIC",
            ])
            try await bringIdentities()
            return member.rows - came
        }
    }

    private func checkAccounts(_ columns: [String], _ member: TenantManifest.Member) async throws {
        guard columns.contains("id"), columns.contains("email") else {
            throw TenantArchiveError.memberChanged(member.name)
        }
        let realm: SQL = columns.contains("instance_id") ? "i.instance_id::text" : "NULL"
        let stores = manifest.stores.map(\.id.description) + ["00000000-0000-0000-0000-000000000000"]
        let found = try await db.one(
            """
            SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM auth.users u WHERE u.id = i.id)) AS taken,
                count(*) FILTER (WHERE \(realm) <> ALL (\(stores))) AS foreign_realm,
                count(*) FILTER (WHERE i.id = \(manifest.owner.id) AND lower(i.email) = lower(\(manifest.owner.email)))
                    AS owner
            FROM incoming_users i
            """
        )
        guard try found.decode("taken", as: Int.self) == 0 else { throw ImportTenantError.idsTaken(member.name) }
        guard try found.decode("foreign_realm", as: Int.self) == 0, try found.decode("owner", as: Int.self) == 1 else {
            throw ImportTenantError.foreignRows(member.name)
        }
    }

    private func bringIdentities() async throws {
        guard let table = catalogue.table("auth.identities"), let member = member(table.name, in: nil) else { return }
        try await about(member.name) {
            let columns = try await stage(member, table)
            // In the account's own realm; in another it would open that realm to it.
            let known: SQL = """
                \(table.staging) i WHERE i.user_id IN (
                    SELECT u.id FROM auth.users u JOIN kept_accounts k ON k.id = u.id
                    WHERE COALESCE(u.instance_id, '00000000-0000-0000-0000-000000000000') = i.instance_id)
                """
            try await db.execute(insertion(table, columns, from: known) + " ON CONFLICT DO NOTHING")
        }
    }

    func bringOwner() async throws {
        try await mover.enter(nil, on: db)
        let tables = [catalogue.table("store_owners")].compactMap(\.self) + catalogue.ownersOther
        for table in tables {
            guard let member = member(table.name, in: nil) else { continue }
            try await bring([(table, member)])
        }
        guard try await db.first("SELECT 1 FROM store_owners WHERE id = app.tenant()") != nil else {
            throw ImportTenantError.foreignRows(TenantRows.member("store_owners", in: nil))
        }
    }

    func bring(_ store: TenantManifest.StoreEntry) async throws {
        try await mover.enter(nil, on: db)
        guard let table = catalogue.table("stores"), let row = member("stores", in: store.id) else { return }
        try await bring([(table, row)])
        guard
            try await db.first("SELECT 1 FROM stores WHERE id = \(store.id) AND store_slug = \(slug(of: store))") != nil
        else { throw ImportTenantError.foreignRows(row.name) }
        try await about(row.name) { try await mover.enter(store.id, on: db) }
        for group in catalogue.storeGroups {
            let present = group.compactMap { table in member(table.name, in: store.id).map { (table, $0) } }
            if !present.isEmpty { try await bring(present) }
        }
        try await count(store.id)
    }

    /// One statement for all tables of a group: their references to each other are looked at when it ends.
    private func bring(_ group: [(TenantTable, TenantManifest.Member)]) async throws {
        try await about(group[0].1.name) {
            var insertions: [SQL] = []
            for (table, member) in group {
                let columns = try await stage(member, table)
                insertions.append(insertion(table, columns, from: source(table)))
            }
            let earlier = insertions.dropLast().enumerated().map { index, insertion -> SQL in
                "\(SQL.identifier("part_\(index)")) AS (\(insertion))"
            }
            let opening: SQL = earlier.isEmpty ? "" : "WITH " + earlier.joined(separator: ", ") + " "
            try await db.execute(opening + insertions[insertions.count - 1])
            for (table, _) in group { try await db.execute("DROP TABLE \(table.staging)") }
        }
    }

    private func source(_ table: TenantTable) -> SQL {
        let needed = table.references.filter { $0.table == "auth.users" && !$0.isNullable && table.kind == .store }
        let conditions = needed.map { "i.\(SQL.identifier($0.column)) IN (SELECT k.id FROM kept_accounts k)" as SQL }
        guard !conditions.isEmpty else { return "\(table.staging) i" }
        return "\(table.staging) i WHERE " + conditions.joined(separator: " AND ")
    }

    private func insertion(_ table: TenantTable, _ columns: [String], from source: SQL) -> SQL {
        let stand = TenantLuggage.withheldColumns[table.name, default: [:]]
            .compactMap { column, value in value.map { (column, $0) } }
            .filter { table.columns.contains($0.0) }
            .sorted { $0.0 < $1.0 }
        let names = (columns + stand.map(\.0)).map(SQL.identifier).joined(separator: ", ")
        let values = columns.map { value(of: $0, table) } + stand.map(\.1)
        return "INSERT INTO \(table.identifier) (\(names)) SELECT \(values.joined(separator: ", ")) FROM \(source)"
    }

    /// A reference to somebody who did not come along is dropped where it may be.
    private func value(of column: String, _ table: TenantTable) -> SQL {
        let plain: SQL = "i.\(SQL.identifier(column))"
        if table.name == "stores", column == "store_slug" {
            return options.renames.reduce(plain) { value, rename in
                "CASE WHEN i.store_slug = \(rename.key) THEN \(rename.value) ELSE \(value) END"
            }
        }
        guard let reference = table.references.first(where: { $0.column == column }), reference.isNullable else {
            return plain
        }
        switch reference.table {
        case "auth.users": return "CASE WHEN \(plain) IN (SELECT k.id FROM kept_accounts k) THEN \(plain) END"
        case "store_owners": return "CASE WHEN \(plain) = app.tenant() THEN \(plain) END"
        default: return plain
        }
    }

    /// Usage is counted anew: what an archive says about it would lift the plan's limits.
    private func count(_ store: ID<Store>) async throws {
        _ = try await db.pipeline([
            """
            UPDATE store_usage SET
                products = (SELECT count(*) FROM products p WHERE p.store_id = \(store) AND p.deleted_at IS NULL),
                pages = (SELECT count(*) FROM pages p WHERE p.store_id = \(store)),
                staff = (SELECT count(*) FROM staff p WHERE p.store_id = \(store))
            WHERE store_id = \(store)
            """,
            """
            UPDATE order_counters SET last_number = GREATEST(last_number, 1000), month_orders = GREATEST(month_orders, 0)
            WHERE store_id = \(store)
            """,
        ])
    }

    /// The subscription is a contract with this installation, and begins here; owner and stores follow it by trigger,
    /// which is no change of theirs.
    func startPlan() async throws {
        try await mover.enter(nil, on: db)
        try await db.execute(
            """
            CREATE TEMPORARY TABLE arrived ON COMMIT DROP AS
            SELECT id, updated_at FROM store_owners WHERE id = app.tenant()
            UNION ALL SELECT id, updated_at FROM stores WHERE store_owner_id = app.tenant()
            """
        )
        try await Persona.billing.takeOver(on: db)
        try await insertSubscription()
        try await mover.enter(nil, on: db)
        _ = try await db.pipeline([
            "UPDATE store_owners o SET updated_at = a.updated_at FROM arrived a WHERE o.id = a.id",
            "UPDATE stores s SET updated_at = a.updated_at FROM arrived a WHERE s.id = a.id",
        ])
    }

    private func insertSubscription() async throws {
        let isTrial = options.plan == "trial"
        try await db.execute(
            """
            INSERT INTO store_owner_subscriptions
                (store_owner_id, plan_type, status, current_period_start, current_period_end)
            VALUES (\(manifest.owner.id), \(options.plan), \(isTrial ? "trialing" : "active"), now(),
                CASE WHEN \(isTrial) THEN now() + interval '14 days' END)
            """
        )
    }
}

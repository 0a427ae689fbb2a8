import Postgres

/// One import under way, in one transaction. Rows of a store are written by the mover entered in that store, so that the
/// database itself refuses those of another.
struct TenantArrival {
    let reader: TenantArchiveReader
    let catalogue: TenantCatalogue
    let options: ImportTenant.Options
    let db: Connection
    let mover: Mover
    let rows: TenantRows
    private let progress: (Int, Int, String) -> Void
    private let bytesRead = Counter()

    /// Shared by the copies of the value.
    private final class Counter {
        var value = 0
    }

    var manifest: TenantManifest { reader.manifest }

    init(
        _ reader: TenantArchiveReader,
        _ catalogue: TenantCatalogue,
        _ options: ImportTenant.Options,
        _ db: Connection,
        _ progress: @escaping (Int, Int, String) -> Void
    ) {
        self.reader = reader
        self.catalogue = catalogue
        self.options = options
        self.db = db
        self.progress = progress
        let owner = reader.manifest.owner.id
        mover = Mover(owner: owner)
        rows = TenantRows(tenant: owner, stores: reader.manifest.stores.map(\.id), catalogue: catalogue)
    }

    func run() async throws -> ImportedTenant {
        try checkMembers()
        let secrets = try openSecrets()
        try await checkPlace()
        let leftOut = try await bringAccounts()
        try await bringOwner()
        for store in manifest.stores { try await bring(store) }
        let secretsBrought = try await bring(secrets)
        try await startPlan()
        try await checkOutcome()
        try await tell()
        return ImportedTenant(
            manifest: manifest,
            rows: manifest.members.reduce(0) { $0 + $1.rows },
            slugs: manifest.stores.map { slug(of: $0) },
            accountsLeftOut: leftOut,
            secrets: secretsBrought
        )
    }

    private func tell() async throws {
        let told = try JSON(encoding: ["archive": "\(manifest.id)"])
        _ = try await db.query("SELECT app.record_account_event('tenant.imported', \(manifest.owner.id), \(told))")
    }

    func slug(of store: TenantManifest.StoreEntry) -> String { options.renames[store.slug] ?? store.slug }

    func member(_ table: String, in store: ID<Store>?) -> TenantManifest.Member? {
        let name = TenantRows.member(table, in: store)
        return manifest.members.first { $0.name == name }
    }

    /// Puts a member's rows into a temporary table of the same columns, and returns these.
    func stage(_ member: TenantManifest.Member, _ table: TenantTable) async throws -> [String] {
        let columns = try reader.columns(member)
        let known = Set(table.movedColumns)
        for column in columns where !known.contains(column) {
            throw TenantArchiveError.columnUnknown(table: table.name, column: String(column.prefix(60)))
        }
        guard !columns.isEmpty, Set(columns).count == columns.count else {
            throw TenantArchiveError.memberChanged(member.name)
        }
        let list = columns.map(SQL.identifier).joined(separator: ", ")
        try await db.execute(
            """
            CREATE TEMPORARY TABLE \(table.staging) ON COMMIT DROP AS
            SELECT \(list) FROM \(table.identifier) WITH NO DATA
            """
        )
        let copy: SQL = "COPY \(table.staging) (\(list)) FROM STDIN WITH (FORMAT csv, HEADER)"
        let count = try await db.copyIn(copy) { writer in
            try await reader.read(member) { block in
                bytesRead.value += block.count
                progress(bytesRead.value, reader.totalBytes, table.name)
                try await writer.write(block)
            }
        }
        guard count == member.rows else { throw TenantArchiveError.memberChanged(member.name) }
        return columns
    }

    /// Says of a refusal by the database which member it was about.
    func about<Value>(_ member: String, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw ImportTenantError(error, in: member) ?? error
        }
    }
}

extension TenantTable {
    /// Where rows wait until they are written.
    var staging: SQL { SQL.identifier("incoming_\(relation)") }
}

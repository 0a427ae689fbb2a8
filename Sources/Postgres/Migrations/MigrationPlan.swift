/// What is still to be applied, from the program's list and the database's record.
struct MigrationPlan: Equatable {
    let pending: [Migration]

    init(known: [Migration], applied: [AppliedMigration]) throws(MigrationError) {
        try Self.checkOrder(of: known)
        for record in applied { try Self.check(record, against: known) }
        let done = Set(applied.map(\.number))
        pending = known.filter { !done.contains($0.number) }
        if let first = pending.first, let last = applied.map(\.number).max(), first.number < last {
            throw .outOfOrder(pending: first.title, applied: known.first { $0.number == last }?.title ?? "\(last)")
        }
    }

    private static func checkOrder(of known: [Migration]) throws(MigrationError) {
        for (earlier, later) in zip(known, known.dropFirst()) where later.number <= earlier.number {
            throw .unorderedList(later.title)
        }
    }

    private static func check(_ record: AppliedMigration, against known: [Migration]) throws(MigrationError) {
        let title = Migration.title(number: record.number, name: record.name)
        guard let migration = known.first(where: { $0.number == record.number }) else {
            guard let last = known.last, record.number < last.number else {
                throw .databaseIsNewer(database: title, program: known.last?.title ?? "none")
            }
            throw .unknown(title)
        }
        guard migration.name == record.name else { throw .reordered(applied: title, expected: migration.title) }
        guard migration.checksum == record.checksum else { throw .changed(title) }
    }
}

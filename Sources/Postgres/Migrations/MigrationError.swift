/// Why a database cannot be migrated; each description says what to do.
package enum MigrationError: Error, Equatable {
    /// The program's own list is not in rising order.
    case unorderedList(String)
    /// The database has a migration that this program does not know, with a higher number than any it knows.
    case databaseIsNewer(database: String, program: String)
    /// The database has a migration that is missing from the program's list.
    case unknown(String)
    /// A migration was renamed, or another one stands in its place.
    case reordered(applied: String, expected: String)
    /// The text of an applied migration was changed.
    case changed(String)
    /// A migration would have to be applied before one that is applied already.
    case outOfOrder(pending: String, applied: String)
    /// The database refused a migration; nothing of it was kept.
    case refused(String, reason: String)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unorderedList(let title):
            "Migration \(title) does not follow the one before it; number the migrations in rising order."
        case .databaseIsNewer(let database, let program):
            """
            The database is at migration \(database) and this program knows only up to \(program); \
            use the newer program, or a backup from before the upgrade.
            """
        case .unknown(let title):
            "The database has migration \(title), which this program does not know; use the program that made it."
        case .reordered(let applied, let expected):
            "The database has migration \(applied) where this program has \(expected); applied ones must keep their place."
        case .changed(let title):
            "Migration \(title) was changed after it was applied; restore its text and put the change in a new one."
        case .outOfOrder(let pending, let applied):
            "Migration \(pending) comes before \(applied), which is applied already; give it a number at the end."
        case .refused(let title, let reason):
            "Migration \(title) was refused and nothing of it was kept: \(reason)"
        }
    }
}

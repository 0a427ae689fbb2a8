/// A transaction that failed in more than one way, or whose end is unknown; when only the body fails, its own error is
/// thrown as it is.
package struct TransactionError: Error, Sendable {
    package var body: (any Error)?
    package var rollback: (any Error)?
    /// When this is a lost connection the transaction may have been committed: ask the database before repeating.
    package var commit: (any Error)?
}

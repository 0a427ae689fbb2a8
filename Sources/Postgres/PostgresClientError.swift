/// What went wrong on our side of the wire or on it.
package enum PostgresClientError: Error, Equatable {
    /// No connection could be made; the text is libpq's, without password.
    case cannotConnect(String)
    /// The connection broke. What was under way may or may not have been committed.
    case connectionLost(String)
    /// Two tasks used one connection at once.
    case connectionBusy
    /// Too many callers already wait for a connection: answer 503 rather than queue.
    case queueFull(limit: Int)
    /// No connection became free in time.
    case leaseTimedOut
    /// The pool is draining or has ended.
    case shuttingDown
    /// The body went on after a failed statement, so the server undid the transaction at COMMIT.
    case rolledBackInsteadOfCommitted
    /// A query that had to return a row returned none.
    case noRows
    /// The client library did something it promises never to do.
    case protocolViolation(String)
}

extension PostgresClientError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotConnect(let reason): "Cannot connect to PostgreSQL: \(reason)"
        case .connectionLost(let reason): "The connection to PostgreSQL was lost: \(reason)"
        case .connectionBusy: "A connection was used by two tasks at once; lease one for each."
        case .queueFull(let limit): "All connections are busy and \(limit) callers wait already; try again shortly."
        case .leaseTimedOut: "No database connection became free in time; try again shortly."
        case .shuttingDown: "The database pool is shutting down."
        case .rolledBackInsteadOfCommitted:
            "A statement had failed and its error was ignored, so the transaction was rolled back at COMMIT."
        case .noRows: "The query returned no row where one was expected."
        case .protocolViolation(let what): "Unexpected answer from libpq: \(what)"
        }
    }
}

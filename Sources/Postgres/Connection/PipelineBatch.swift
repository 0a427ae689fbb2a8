import CLibPQ

/// What has been sent in one round trip, in order, so that each answer finds its question.
struct PipelineBatch {
    enum Step {
        case prepare(StatementCache.Statement, StatementCache.Key)
        case execute(StatementCache.Statement?)

        /// Takes a successful answer: a prepared statement is kept, a result is handed on.
        func accept(_ pointer: OpaquePointer, cache: inout StatementCache, results: inout [QueryResult]) {
            switch self {
            case .prepare(let statement, let key):
                PQclear(pointer)
                cache.keep(statement, for: key)
            case .execute(let statement):
                let result = QueryResult(pointer: pointer, columns: statement?.columns)
                statement?.columns = result.columns
                results.append(result)
            }
        }
    }

    private(set) var steps: [Step] = []
    /// Sent to be prepared in this batch; not yet certain to be.
    var preparing: [StatementCache.Key: StatementCache.Statement] = [:]

    mutating func add(_ step: Step) { steps.append(step) }
}

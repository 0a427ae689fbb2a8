/// What an import did.
package struct ImportReport: Equatable, Sendable {
    /// How many problems are kept in `problems`; all are counted.
    package static let problemLimit = 1_000

    package internal(set) var rowsRead = 0
    /// Rows that were left out, alone or with their product.
    package internal(set) var rowsFailed = 0
    package internal(set) var inserted = 0
    package internal(set) var updated = 0
    package internal(set) var unchanged = 0
    /// The first problems that were found.
    package internal(set) var problems: [RowProblem] = []
    package internal(set) var problemCount = 0

    mutating func add(_ problems: [RowProblem], rows: Int) {
        rowsFailed += rows
        problemCount += problems.count
        self.problems += problems.prefix(max(0, Self.problemLimit - self.problems.count))
    }

    mutating func add(_ outcome: ProductBatch.Outcome) {
        inserted += outcome.newLines.count
        updated += outcome.updated
        unchanged += outcome.unchanged
        add(outcome.problems, rows: outcome.rowsFailed)
    }
}

/// How far an import is, for a progress bar.
package struct ImportProgress: Equatable, Sendable {
    /// How much of the file has been read.
    package let bytesRead: Int
    package let report: ImportReport
}

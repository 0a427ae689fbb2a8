/// What is wrong with one row of an imported file, and where.
package struct RowProblem: Error, Equatable, Sendable {
    /// The line of the file on which the row starts; the header is line 1.
    package let line: Int
    /// The name of the column, when one column is to blame.
    package let column: String?
    package let reason: Reason

    package init(line: Int, column: String? = nil, _ reason: Reason) {
        self.line = line
        self.column = column
        self.reason = reason
    }
}

extension RowProblem: CustomStringConvertible {
    package var description: String {
        let place = column.map { "line \(line), column “\($0)”" } ?? "line \(line)"
        return "\(place): \(reason)"
    }
}

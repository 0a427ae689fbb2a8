/// One row of a CSV file whose number of fields fits the header.
package struct CSVRow: Equatable, Sendable {
    /// The line on which the row starts; quoted line breaks make a row longer than a line.
    package let line: Int
    package let fields: [String]
}

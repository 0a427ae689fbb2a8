/// A line of CSV as RFC 4180 writes it, safe to open in a spreadsheet.
package struct CSVLine: Sendable {
    private let cells: [String]

    /// A line with these cells.
    package init(_ cells: [String]) {
        self.cells = cells
    }

    /// The line with its end.
    package var text: String { cells.map(Self.quoted).joined(separator: ",") + "\r\n" }

    /// Spreadsheets run a cell that begins like a formula; an apostrophe before it makes it text again.
    private static func quoted(_ cell: String) -> String {
        let isFormula = cell.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'" + cell : cell
        guard safe.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}

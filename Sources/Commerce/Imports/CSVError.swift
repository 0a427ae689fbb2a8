/// Why a CSV file cannot be read at all.
package enum CSVError: Error, Equatable {
    case empty
    case utf16
    case header(RowProblem)
    case missingColumns([String])
}

extension CSVError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty:
            "The file is empty; it needs a header line and rows."
        case .utf16:
            "The file is UTF-16; save it as “CSV UTF-8”."
        case .header(let problem):
            "The header cannot be read: \(problem)."
        case .missingColumns(let names):
            "The header lacks \(names.map { "“\($0)”" }.joined(separator: ", ")); "
                + "export the file again as a product CSV for Shopify."
        }
    }
}

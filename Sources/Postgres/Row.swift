import CLibPQ

/// One row of a result; keeps the whole result alive.
package struct Row: Sendable {
    let result: QueryResult
    let index: Int32

    /// The value of a column by its name.
    package subscript<Value: PostgresDecodable>(_ column: String) -> Value {
        get throws(RowError) {
            guard let position = result.columns.position(of: column) else { throw .noSuchColumn(column) }
            return try self[position]
        }
    }

    /// The value of a column by its position from 0.
    package subscript<Value: PostgresDecodable>(_ position: Int) -> Value {
        get throws(RowError) {
            guard result.columns.names.indices.contains(position) else { throw .noSuchColumn("#\(position)") }
            do throws(CellError) {
                return try withExtendedLifetime(result) { () throws(CellError) in
                    try Value(cell: result.cell(row: index, column: position))
                }
            } catch {
                throw .undecodable(
                    column: result.columns.names[position], type: result.columns.types[position],
                    as: "\(Value.self)", reason: error
                )
            }
        }
    }

    package func decode<Value: PostgresDecodable>(
        _ column: String, as: Value.Type = Value.self
    ) throws(RowError) -> Value {
        try self[column]
    }
}

/// A struct that a row can fill.
package protocol PostgresRow: Sendable {
    init(row: Row) throws
}

/// Why a row could not be read, with the column it happened at.
package enum RowError: Error, Equatable {
    case noSuchColumn(String)
    case undecodable(column: String, type: PostgresType, as: String, reason: CellError)
}

extension RowError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noSuchColumn(let name): "The result has no column \(name)."
        case .undecodable(let column, let type, let target, let reason):
            "Column \(column) of type \(type) cannot be read as \(target): \(reason)."
        }
    }
}

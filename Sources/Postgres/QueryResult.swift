import CLibPQ

/// Owns one libpq result. Immutable once received, so it may be read from any thread.
package final class QueryResult: @unchecked Sendable {
    private let pointer: OpaquePointer
    let columns: Columns

    init(pointer: OpaquePointer, columns: Columns?) {
        self.pointer = pointer
        self.columns = columns ?? Columns(result: pointer)
    }

    deinit { PQclear(pointer) }

    var rows: [Row] {
        let count = PQntuples(pointer)
        guard count > 0 else { return [] }
        return (0..<count).map { Row(result: self, index: $0) }
    }

    /// Rows that an INSERT, UPDATE, DELETE, COPY or SELECT touched.
    var affectedRows: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    func cell(row: Int32, column: Int) -> Cell {
        let type = columns.types[column]
        guard PQgetisnull(pointer, row, Int32(column)) == 0 else { return Cell(type: type, bytes: nil) }
        let start = PQgetvalue(pointer, row, Int32(column))
        let length = Int(PQgetlength(pointer, row, Int32(column)))
        return Cell(type: type, bytes: UnsafeRawBufferPointer(start: start, count: length))
    }
}

/// Names and types of a result's columns; read once for a prepared statement and shared by its results.
final class Columns: Sendable {
    let names: [String]
    let types: [PostgresType]

    init(result: OpaquePointer) {
        let count = PQnfields(result)
        names = (0..<count).map { String(cString: PQfname(result, $0)) }
        types = (0..<count).map { PostgresType(oid: PQftype(result, $0)) }
    }

    /// Linear: results have few columns, and short strings compare as two words.
    func position(of name: String) -> Int? { names.firstIndex(of: name) }
}

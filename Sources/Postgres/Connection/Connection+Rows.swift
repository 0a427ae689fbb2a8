extension Connection {
    /// All rows of one statement, as values.
    package func query<Value: PostgresRow>(
        _ sql: SQL, as: Value.Type = Value.self, file: String = #fileID, line: Int = #line
    ) async throws -> [Value] {
        try await query(sql, file: file, line: line).map(Value.init(row:))
    }

    /// The first row, if there is one.
    package func first(_ sql: SQL, file: String = #fileID, line: Int = #line) async throws -> Row? {
        try await query(sql, file: file, line: line).first
    }

    /// The first row as a value, if there is one.
    package func first<Value: PostgresRow>(
        _ sql: SQL, as: Value.Type = Value.self, file: String = #fileID, line: Int = #line
    ) async throws -> Value? {
        try await first(sql, file: file, line: line).map(Value.init(row:))
    }

    /// The first row.
    /// - Throws: ``PostgresClientError/noRows`` when there is none.
    package func one(_ sql: SQL, file: String = #fileID, line: Int = #line) async throws -> Row {
        guard let row = try await first(sql, file: file, line: line) else { throw PostgresClientError.noRows }
        return row
    }

    /// The first row as a value.
    /// - Throws: ``PostgresClientError/noRows`` when there is none.
    package func one<Value: PostgresRow>(
        _ sql: SQL, as: Value.Type = Value.self, file: String = #fileID, line: Int = #line
    ) async throws -> Value {
        try Value(row: try await one(sql, file: file, line: line))
    }
}

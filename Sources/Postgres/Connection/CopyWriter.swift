/// Collects what is written into blocks and hands each to the connection; `write` waits while the server is behind.
package final class CopyWriter {
    private static let blockSize = 64 * 1024
    /// What a binary COPY begins with (source: PostgreSQL documentation, COPY, "Binary Format").
    private static let binaryHeader: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + [0, 0, 0, 0, 0, 0, 0, 0]

    private let connection: Connection
    private var block: [UInt8] = []
    private var isBinary = false

    init(connection: Connection) {
        self.connection = connection
        block.reserveCapacity(2 * Self.blockSize)
    }

    /// Bytes in the format that the COPY statement names.
    package func write(_ bytes: [UInt8]) async throws {
        block += bytes
        if block.count >= Self.blockSize { try await send() }
    }

    /// One row of a `COPY … WITH (FORMAT binary)`; each value must have exactly its column's type.
    package func write(row values: [any PostgresEncodable]) async throws {
        if !isBinary {
            isBinary = true
            block += Self.binaryHeader
        }
        block += Int16(values.count).bigEndianBytes
        for value in values { block.append(sized: value.postgresBytes()) }
        if block.count >= Self.blockSize { try await send() }
    }

    func flush() async throws {
        if isBinary { block += Int16(-1).bigEndianBytes }
        if !block.isEmpty { try await send() }
    }

    private func send() async throws {
        try Task.checkCancellation()
        let full = block
        block.removeAll(keepingCapacity: true)
        try await connection.putCopyData(full)
    }
}

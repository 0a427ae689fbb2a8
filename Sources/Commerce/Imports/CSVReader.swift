package import Foundation

/// Reads a CSV file row by row in constant memory. A broken row is reported with its line and reading goes on
/// with the next line.
package final class CSVReader {
    /// The header's column names.
    package private(set) var columns: [String] = []
    /// How many bytes of the file have been read, for a progress bar.
    package private(set) var bytesRead = 0

    private let chunks: () throws -> [UInt8]
    private let parser: CSVParser
    private var ready: [Result<CSVRow, CSVParser.Fault>] = []
    private var nextReady = 0
    private var isAtEnd = false

    /// Reads what `chunks` gives until it gives nothing. The first row is the header.
    package init(chunks: @escaping () throws -> [UInt8]) throws {
        self.chunks = chunks
        parser = CSVParser()
        columns = try readHeader()
    }

    /// Reads a file.
    package convenience init(file: URL) throws {
        let handle = try FileHandle(forReadingFrom: file)
        try self.init { try handle.read(upToCount: Self.chunkSize).map { Array($0) } ?? [] }
    }

    /// The next row, or what is wrong with it; nil at the end of the file.
    package func next() throws -> Result<CSVRow, RowProblem>? {
        switch try nextRecord() {
        case nil:
            return nil
        case .failure(let fault):
            return .failure(problem(fault))
        case .success(let row):
            guard row.fields.count == columns.count else {
                let reason = RowProblem.Reason.fieldCount(expected: columns.count, found: row.fields.count)
                return .failure(RowProblem(line: row.line, reason))
            }
            return .success(row)
        }
    }

    private static let chunkSize = 64 * 1024
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private func readHeader() throws -> [String] {
        guard let header = try nextRecord() else { throw CSVError.empty }
        return try header.mapError { CSVError.header(problem($0)) }.get().fields
    }

    private func nextRecord() throws -> Result<CSVRow, CSVParser.Fault>? {
        while nextReady == ready.count {
            guard !isAtEnd else { return nil }
            ready.removeAll(keepingCapacity: true)
            nextReady = 0
            try readChunk()
        }
        defer { nextReady += 1 }
        return ready[nextReady]
    }

    private func readChunk() throws {
        var chunk = try chunks()
        isAtEnd = chunk.isEmpty
        if bytesRead == 0 {
            try skipByteOrderMark(in: &chunk)
        }
        bytesRead += chunk.count
        if isAtEnd {
            parser.finish()
        } else {
            parser.parse(chunk)
        }
        swap(&ready, &parser.records)
    }

    private func skipByteOrderMark(in chunk: inout [UInt8]) throws {
        while !isAtEnd, chunk.count < Self.byteOrderMark.count {
            let more = try chunks()
            guard !more.isEmpty else { break }
            chunk += more
        }
        guard !chunk.starts(with: [0xFF, 0xFE]), !chunk.starts(with: [0xFE, 0xFF]) else { throw CSVError.utf16 }
        if chunk.starts(with: Self.byteOrderMark) {
            chunk.removeFirst(Self.byteOrderMark.count)
            bytesRead += Self.byteOrderMark.count
        }
    }

    private func problem(_ fault: CSVParser.Fault) -> RowProblem {
        let column = fault.position.flatMap { columns.indices.contains($0) ? columns[$0] : nil }
        return RowProblem(line: fault.line, column: column, fault.reason)
    }
}

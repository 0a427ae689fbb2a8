/// One-dimensional arrays: dimensions, has-null flag, element type, length, lower bound, then each element with its size
/// (source: `src/backend/utils/adt/arrayfuncs.c`, `array_send`).
extension Array: PostgresEncodable where Element: PostgresEncodable {
    package static var postgresType: PostgresType { Element.postgresType.array }

    package func postgresBytes() -> [UInt8]? {
        var bytes = Int32(isEmpty ? 0 : 1).bigEndianBytes + Int32(1).bigEndianBytes
        bytes += Element.postgresType.oid.bigEndianBytes
        guard !isEmpty else { return bytes }
        bytes += Int32(count).bigEndianBytes + Int32(1).bigEndianBytes
        for element in self { bytes.append(sized: element.postgresBytes()) }
        return bytes
    }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    package init(cell: Cell) throws(CellError) {
        guard let bytes = cell.bytes else { throw .null }
        guard bytes.count >= 12 else { throw .typeMismatch }
        var reader = ArrayReader(rest: bytes)
        let dimensions = try reader.int32()
        _ = try reader.int32()
        let element = PostgresType(oid: UInt32(bitPattern: try reader.int32()))
        guard dimensions <= 1 else { throw .outOfRange }
        self = []
        guard dimensions == 1 else { return }
        let count = Int(try reader.int32())
        _ = try reader.int32()
        for _ in 0..<count { append(try Element(cell: Cell(type: element, bytes: try reader.sized()))) }
    }
}

private struct ArrayReader {
    var rest: UnsafeRawBufferPointer

    mutating func int32() throws(CellError) -> Int32 {
        guard rest.count >= 4 else { throw .malformed }
        defer { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(4)) }
        return Int32(bigEndian: rest.loadUnaligned(as: Int32.self))
    }

    mutating func sized() throws(CellError) -> UnsafeRawBufferPointer? {
        let size = Int(try int32())
        guard size >= 0 else { return nil }
        guard rest.count >= size else { throw .malformed }
        defer { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(size)) }
        return UnsafeRawBufferPointer(rebasing: rest.prefix(size))
    }
}

extension [UInt8] {
    /// A length and the bytes, or -1 for NULL: how array elements and COPY fields are framed.
    mutating func append(sized value: [UInt8]?) {
        guard let value else {
            self += Int32(-1).bigEndianBytes
            return
        }
        self += Int32(value.count).bigEndianBytes
        self += value
    }
}

/// One column of one row, as it came: valid only while it is being decoded.
package struct Cell {
    package let type: PostgresType
    /// Binary format of `type`; nil for NULL.
    let bytes: UnsafeRawBufferPointer?

    /// The bytes of a value that must be there and of one of these types.
    func require(_ usual: PostgresType, _ others: PostgresType...) throws(CellError) -> UnsafeRawBufferPointer {
        guard let bytes else { throw .null }
        guard type == usual || others.contains(type) else { throw .typeMismatch }
        return bytes
    }

    /// A big-endian integer of exactly this width.
    static func integer<Value: FixedWidthInteger>(
        _ bytes: UnsafeRawBufferPointer, as: Value.Type = Value.self
    ) throws(CellError) -> Value {
        guard bytes.count == MemoryLayout<Value>.size else { throw .malformed }
        return Value(bigEndian: bytes.loadUnaligned(as: Value.self))
    }
}

/// Why a column could not be read; ``RowError`` adds which column.
package enum CellError: Error, Equatable {
    case null
    case typeMismatch
    case outOfRange
    case malformed
}

package import Foundation

/// `numeric` in binary: base-10,000 digits with a weight, a sign and a display scale
/// (source: `src/backend/utils/adt/numeric.c`, `numeric_send`).
extension Decimal: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { .numeric }

    package func postgresBytes() -> [UInt8]? {
        if isNaN { return Self.header(digits: 0, weight: 0, sign: 0xC000, scale: 0) }
        let plain = NSDecimalNumber(decimal: magnitude).stringValue
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        let whole = Self.groups(of: parts[0], padLeft: true)
        let fraction = parts.count > 1 ? Self.groups(of: parts[1], padLeft: false) : []
        var bytes = Self.header(
            digits: whole.count + fraction.count, weight: whole.count - 1,
            sign: self < 0 ? 0x4000 : 0, scale: parts.count > 1 ? parts[1].count : 0
        )
        for digit in whole + fraction { bytes += digit.bigEndianBytes }
        return bytes
    }

    package init(cell: Cell) throws(CellError) {
        let bytes = try cell.require(.numeric)
        guard bytes.count >= 8 else { throw .malformed }
        func word(_ index: Int) -> Int16 {
            Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: Int16.self))
        }
        let count = Int(word(0))
        let sign = UInt16(bitPattern: word(2))
        guard sign == 0 || sign == 0x4000 else { throw .outOfRange }
        guard bytes.count == 8 + 2 * count else { throw .malformed }
        // Four groups of four digits fit a UInt64: enough for every DECIMAL(12,2) without Decimal's slow arithmetic.
        var result: Decimal = 0
        if count <= 4 {
            var mantissa: UInt64 = 0
            for index in 0..<count { mantissa = mantissa * 10_000 + UInt64(word(4 + index)) }
            result = Decimal(mantissa)
        } else {
            for index in 0..<count { result = result * 10_000 + Decimal(Int(word(4 + index))) }
        }
        let exponent = 4 * (Int(word(1)) - count + 1)
        guard (-127...127).contains(exponent) else { throw .outOfRange }
        let magnitude = Decimal(sign: .plus, exponent: exponent, significand: result)
        guard !magnitude.isNaN else { throw .outOfRange }
        self = sign == 0 ? magnitude : -magnitude
    }

    private static func header(digits: Int, weight: Int, sign: UInt16, scale: Int) -> [UInt8] {
        Int16(digits).bigEndianBytes + Int16(weight).bigEndianBytes + sign.bigEndianBytes + Int16(scale).bigEndianBytes
    }

    /// Decimal digits in fours, each a base-10,000 digit.
    private static func groups(of digits: Substring, padLeft: Bool) -> [Int16] {
        let missing = (4 - digits.count % 4) % 4
        let zeros = String(repeating: "0", count: missing)
        let padded = Array((padLeft ? zeros + String(digits) : String(digits) + zeros).utf8)
        return stride(from: 0, to: padded.count, by: 4).map { start in
            var group: Int16 = 0
            for digit in padded[start..<start + 4] { group = group * 10 + Int16(digit - 48) }
            return group
        }
    }
}

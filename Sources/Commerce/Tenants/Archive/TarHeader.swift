/// The 512 bytes before a member of a tape archive, in the form of POSIX's `ustar` (source: IEEE 1003.1, pax, "ustar
/// Interchange Format"), with GNU's binary size for members beyond 8 GiB.
struct TarHeader: Hashable, Sendable {
    static let blockSize = 512

    let name: String
    let size: Int

    /// What is filled up after a member, so that the next header begins a block.
    var padding: Int { (Self.blockSize - size % Self.blockSize) % Self.blockSize }

    var bytes: [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        func put(_ text: String, at offset: Int) {
            block.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
        }
        put(name, at: 0)
        put("0000600\0", at: 100)
        put("0000000\0", at: 108)
        put("0000000\0", at: 116)
        block.replaceSubrange(124..<136, with: Self.sizeField(size))
        put("00000000000\0", at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar\0" + "00", at: 257)
        put(Self.octal(block.reduce(0) { $0 + Int($1) }, digits: 6) + "\0 ", at: 148)
        return block
    }

    private static func sizeField(_ size: Int) -> [UInt8] {
        guard size >= 1 << 33 else { return Array((octal(size, digits: 11) + "\0").utf8) }
        return [0x80, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: size >> (56 - 8 * $0)) }
    }

    private static func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension TarHeader {
    /// Reads a header; nil for the empty block at the end.
    /// - Throws: ``TenantArchiveError`` for what our archives never hold: links, directories, odd names.
    init?(_ block: [UInt8]) throws(TenantArchiveError) {
        guard block.contains(where: { $0 != 0 }) else { return nil }
        let text = Self.text(block[0..<100])
        guard block.count == Self.blockSize, Self.text(block[257..<262]) == "ustar", Self.hasChecksum(block) else {
            throw .noArchive
        }
        // One flat folder of plain files: nothing in a name can lead anywhere.
        let isPlain = text.wholeMatch(of: /[a-z0-9_.-]{1,99}/) != nil && !text.hasPrefix(".") && !text.contains("..")
        guard block[156] == UInt8(ascii: "0"), block[345] == 0, isPlain else { throw .memberForbidden(text) }
        guard let size = Self.size(block[124..<136]) else { throw .noArchive }
        self.init(name: text, size: size)
    }

    private static func hasChecksum(_ block: [UInt8]) -> Bool {
        var sum = 8 * Int(UInt8(ascii: " "))
        for (index, byte) in block.enumerated() where !(148..<156).contains(index) { sum += Int(byte) }
        return number(block[148..<156]) == sum
    }

    private static func size(_ field: ArraySlice<UInt8>) -> Int? {
        guard field.first == 0x80 else { return number(field) }
        let value = field.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: value)
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }
        return Int(String(decoding: digits, as: UTF8.self), radix: 8).flatMap { $0 < 0 ? nil : $0 }
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }
}

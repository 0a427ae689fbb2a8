#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An IPv4 or IPv6 address, with the length of its network prefix: the type `inet`.
package struct InetAddress: Hashable, Sendable {
    /// 4 or 16 bytes in network order.
    package let bytes: [UInt8]
    package let prefixLength: UInt8

    /// Reads `192.0.2.7`, `192.0.2.0/24`, `2001:db8::1`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1)
        guard let host = parts.first, let bytes = Self.parse(String(host)) else { return nil }
        let full = UInt8(bytes.count * 8)
        let prefix = parts.count == 2 ? UInt8(parts[1]) : full
        guard let prefix, prefix <= full else { return nil }
        self.init(bytes: bytes, prefixLength: prefix)
    }

    private init(bytes: [UInt8], prefixLength: UInt8) {
        self.bytes = bytes
        self.prefixLength = prefixLength
    }

    /// The address with all but the first `bits` bits cleared, as a single host.
    package func truncated(to bits: Int) -> InetAddress {
        let kept = bytes.enumerated().map { index, byte in
            byte & UInt8(truncatingIfNeeded: 0xFF00 >> min(max(bits - index * 8, 0), 8))
        }
        return InetAddress(bytes: kept, prefixLength: UInt8(bytes.count * 8))
    }

    /// Whether this network has the address in it.
    package func contains(_ address: InetAddress) -> Bool {
        bytes.count == address.bytes.count
            && address.truncated(to: Int(prefixLength)).bytes == truncated(to: Int(prefixLength)).bytes
    }

    private static func parse(_ host: String) -> [UInt8]? {
        for (family, size) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: size)
            if inet_pton(family, host, &bytes) == 1 { return bytes }
        }
        return nil
    }
}

extension InetAddress: CustomStringConvertible {
    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        _ = inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
        let host = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return Int(prefixLength) == bytes.count * 8 ? host : "\(host)/\(prefixLength)"
    }
}

extension InetAddress: PostgresEncodable, PostgresDecodable {
    /// PGSQL_AF_INET is 2 everywhere and PGSQL_AF_INET6 one more (source: `utils/inet.h`).
    private static let familyIPv4: UInt8 = 2

    package static var postgresType: PostgresType { .inet }

    package func postgresBytes() -> [UInt8]? {
        let family = bytes.count == 4 ? Self.familyIPv4 : Self.familyIPv4 + 1
        return [family, prefixLength, 0, UInt8(bytes.count)] + bytes
    }

    package init(cell: Cell) throws(CellError) {
        let raw = try cell.require(.inet, .cidr)
        guard raw.count == 8 || raw.count == 20 else { throw .malformed }
        self.init(bytes: Array(raw.dropFirst(4)), prefixLength: raw[1])
    }
}

import Foundation

/// An IP address, and whether it is one of the internet's: not this machine's, its network's, or a cloud's own.
package struct PublicAddress: Hashable, Sendable {
    private let bytes: [UInt8]

    /// Reads `192.0.2.1` or `2001:db8::1`, without brackets.
    package init?(_ text: String) {
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: &six) { Array($0) }
        } else {
            return nil
        }
    }

    package var isPublic: Bool {
        if bytes.count == 4 { return !Self.closed.contains { contains($0.prefix, $0.bits) } }
        // The only part of IPv6 that is given out (source: IANA, "IPv6 Global Unicast Address Assignments"); outside of it
        // are loopback, ULA, link-local, multicast, NAT64 and mapped IPv4.
        return contains([0x20], 3) && !Self.closedSix.contains { contains($0.prefix, $0.bits) }
    }

    /// Source: IANA, "IPv4 Special-Purpose Address Registry"; multicast and class E beside them.
    private static let closed: [(prefix: [UInt8], bits: Int)] = [
        ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24),
        ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24),
        ([203, 0, 113], 24), ([224], 4), ([240], 4),
    ]

    /// Teredo and its neighbours, documentation, and 6to4, which hides an IPv4 address.
    private static let closedSix: [(prefix: [UInt8], bits: Int)] = [
        ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16), ([0x3F, 0xFF, 0x00], 20),
    ]

    private func contains(_ prefix: [UInt8], _ bits: Int) -> Bool {
        (0..<bits).allSatisfy { bit in
            let ours = bytes[bit / 8] >> (7 - bit % 8) & 1
            let theirs = bit / 8 < prefix.count ? prefix[bit / 8] >> (7 - bit % 8) & 1 : 0
            return ours == theirs
        }
    }
}

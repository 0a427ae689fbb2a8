package import Foundation

/// Where new ids come from. Passed in as a value, so that a test can say which ids it wants.
package struct IDGenerator: Sendable {
    private let next: @Sendable () -> UUID

    package init(_ next: @escaping @Sendable () -> UUID) {
        self.next = next
    }

    package func make<Entity>(_ entity: Entity.Type = Entity.self) -> ID<Entity> {
        ID(next())
    }
}

extension IDGenerator {
    /// Version 7 of RFC 9562: rows made together lie together in the index.
    package static let timeOrdered = IDGenerator {
        var random = SystemRandomNumberGenerator()
        return UUID(versionSevenAt: Date(), using: &random)
    }
}

extension UUID {
    /// 48 bits of Unix milliseconds, then random bits around the version and variant marks.
    package init(versionSevenAt date: Date, using random: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(max(0, date.timeIntervalSince1970 * 1_000))
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        for index in 0..<6 {
            bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * index))
        }
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        self.init(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            )
        )
    }
}

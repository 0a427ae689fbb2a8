import Foundation
import NIOCore
import NIOPosix

/// Asks the system which addresses a name has.
package struct NameLookup: Sendable {
    let addresses: @Sendable (_ name: String) async -> [String]

    package init(addresses: @escaping @Sendable (_ name: String) async -> [String]) {
        self.addresses = addresses
    }

    package static let system = NameLookup { name in
        (try? await NIOThreadPool.singleton.runIfActive { ask(name) }) ?? []
    }

    private static func ask(_ name: String) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        return sequence(first: list, next: { $0?.pointee.ai_next }).compactMap { $0.flatMap(text) }
    }

    private static func text(_ entry: UnsafeMutablePointer<addrinfo>) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let (address, length) = (entry.pointee.ai_addr, entry.pointee.ai_addrlen)
        guard getnameinfo(address, length, &buffer, socklen_t(buffer.count), nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

import Crypto
import Foundation

/// Writes an archive member by member. A member's size is not known before its end, so its header is written twice.
final class TenantArchiveWriter {
    private static let bufferSize = 1 << 20

    private let url: URL
    private let unfinished: URL
    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var hash = SHA256()
    private var size = 0

    /// What was written of a member.
    struct Written {
        let bytes: Int
        let sha256: String
    }

    /// The file appears under its name once it is whole; before, it has `.part` behind it. Only its owner may read it.
    init(_ url: URL) throws {
        guard !FileManager.default.fileExists(atPath: url.path) else {
            throw TenantArchiveError.fileExists(url.path)
        }
        self.url = url
        unfinished = url.appendingPathExtension("part")
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: unfinished.path, contents: nil, attributes: attributes) else {
            throw TenantArchiveError.noFile(unfinished.path)
        }
        file = try FileHandle(forWritingTo: unfinished)
    }

    /// Adds a member, which `body` writes piece by piece with ``write(_:)``.
    func add(_ name: String, _ body: () async throws -> Void) async throws -> Written {
        let start = try file.offset()
        (hash, size) = (SHA256(), 0)
        try file.write(contentsOf: TarHeader(name: name, size: 0).bytes)
        try await body()
        try flush()
        let header = TarHeader(name: name, size: size)
        try file.write(contentsOf: [UInt8](repeating: 0, count: header.padding))
        let end = try file.offset()
        try file.seek(toOffset: start)
        try file.write(contentsOf: header.bytes)
        try file.seek(toOffset: end)
        return Written(bytes: size, sha256: hash.finalize().hex)
    }

    func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Two empty blocks are the end of a tape; then the file gets its name.
    func finish() throws {
        try file.write(contentsOf: [UInt8](repeating: 0, count: 2 * TarHeader.blockSize))
        try file.synchronize()
        try file.close()
        // Not over a file that has appeared meanwhile.
        guard link(unfinished.path, url.path) == 0 else { throw TenantArchiveError.fileExists(url.path) }
        unlink(unfinished.path)
    }

    func abandon() {
        try? file.close()
        unlink(unfinished.path)
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        hash.update(data: buffer)
        size += buffer.count
        try file.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

extension Sequence<UInt8> {
    var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}

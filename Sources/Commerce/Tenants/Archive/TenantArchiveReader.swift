import Crypto
import Foundation

/// Reads an archive. Nothing is unpacked: members are found by their place in the file and read from there.
final class TenantArchiveReader {
    private static let blockSize = 1 << 16
    /// Members and stores of a tenant are few hundred; more in a manifest is an attack.
    private static let largestManifest = 8 << 20
    /// A hundred thousand customers with an authenticator app each.
    private static let mostSecrets = 64 << 20

    let manifest: TenantManifest
    private let file: FileHandle
    private let places: [String: Place]

    private struct Place {
        let offset: UInt64
        let size: Int
    }

    /// - Throws: ``TenantArchiveError``
    init(_ url: URL) throws {
        guard let file = try? FileHandle(forReadingFrom: url), let length = try? file.seekToEnd() else {
            throw TenantArchiveError.noFile(url.path)
        }
        self.file = file
        places = try Self.places(in: file, length: length)
        guard let place = places[TenantManifest.name], place.size <= Self.largestManifest else {
            throw TenantArchiveError.noManifest
        }
        try file.seek(toOffset: place.offset)
        manifest = try TenantManifest(json: try file.read(upToCount: place.size) ?? Data())
        try Self.check(manifest, places)
    }

    var totalBytes: Int { manifest.members.reduce(0) { $0 + $1.bytes } }

    /// Hands over the member's bytes, and checks at its end that they are those that were exported.
    func read(_ member: TenantManifest.Member, _ body: ([UInt8]) async throws -> Void) async throws {
        guard let place = places[member.name] else { throw TenantArchiveError.memberMissing(member.name) }
        var hash = SHA256()
        var left = place.size
        try file.seek(toOffset: place.offset)
        while left > 0 {
            guard let block = try file.read(upToCount: min(left, Self.blockSize)), !block.isEmpty else {
                throw TenantArchiveError.truncated
            }
            left -= block.count
            hash.update(data: block)
            try await body(Array(block))
        }
        guard hash.finalize().hex == member.sha256 else { throw TenantArchiveError.memberChanged(member.name) }
    }

    /// The names of the columns, which are the member's first line.
    func columns(_ member: TenantManifest.Member) throws -> [String] {
        guard let place = places[member.name] else { throw TenantArchiveError.memberMissing(member.name) }
        try file.seek(toOffset: place.offset)
        let start = try file.read(upToCount: min(place.size, Self.blockSize)) ?? Data()
        let line = String(decoding: start.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        return line.split(separator: ",").map(String.init)
    }

    /// Nothing where the archive has none.
    func sealedSecrets() throws -> Data? {
        guard let place = places[ArchiveSecrets.member] else { return nil }
        guard place.size <= Self.mostSecrets else { throw TenantArchiveError.memberChanged(ArchiveSecrets.member) }
        try file.seek(toOffset: place.offset)
        return try file.read(upToCount: place.size)
    }

    private static func places(in file: FileHandle, length: UInt64) throws -> [String: Place] {
        var places: [String: Place] = [:]
        var offset: UInt64 = 0
        while true {
            try file.seek(toOffset: offset)
            guard let block = try file.read(upToCount: TarHeader.blockSize), block.count == TarHeader.blockSize else {
                throw offset == 0 ? TenantArchiveError.noArchive : TenantArchiveError.truncated
            }
            guard let header = try TarHeader(Array(block)) else { return places }
            offset += UInt64(TarHeader.blockSize)
            guard header.size <= Int(length - min(length, offset)) else { throw TenantArchiveError.truncated }
            guard places.updateValue(Place(offset: offset, size: header.size), forKey: header.name) == nil else {
                throw TenantArchiveError.memberUnexpected(header.name)
            }
            offset += UInt64(header.size + header.padding)
        }
    }

    private static func check(_ manifest: TenantManifest, _ places: [String: Place]) throws {
        guard manifest.format == TenantManifest.currentFormat, manifest.version == TenantManifest.currentVersion else {
            throw TenantArchiveError.otherFormat("\(manifest.format.prefix(40)) \(manifest.version)")
        }
        let named = Dictionary(grouping: manifest.members, by: \.name)
        let unnamed = [TenantManifest.name] + (manifest.secrets == nil ? [] : [ArchiveSecrets.member])
        for name in places.keys where !unnamed.contains(name) && named[name]?.count != 1 {
            throw TenantArchiveError.memberUnexpected(name)
        }
        for member in manifest.members {
            guard let place = places[member.name] else { throw TenantArchiveError.memberMissing(member.name) }
            guard place.size == member.bytes else { throw TenantArchiveError.memberChanged(member.name) }
        }
    }
}

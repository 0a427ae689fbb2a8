import Crypto
import Hummingbird

/// A style sheet, script or picture that is built into the program.
///
/// The address contains a hash of the content: a changed file has another address, so browsers may keep it for ever.
package struct Asset: Sendable {
    /// The address, `/assets/{name}-{hash}.{extension}`.
    package let path: String
    let bytes: ByteBuffer
    let mediaType: String

    /// An asset from an embedded resource; `name` is the file's name.
    package init(name: String, bytes: [UInt8]) {
        let hash = SHA256.hash(data: bytes).prefix(6).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        let stem = name.prefix { $0 != "." }
        let suffix = name.dropFirst(stem.count)
        self.path = "\(AssetCatalog.prefix)\(stem)-\(hash.joined())\(suffix)"
        self.bytes = ByteBuffer(bytes: bytes)
        self.mediaType = Self.mediaTypes[String(suffix)] ?? "application/octet-stream"
    }

    private static let mediaTypes = [
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".webp": "image/webp",
        ".ico": "image/x-icon",
        ".woff2": "font/woff2",
    ]
}

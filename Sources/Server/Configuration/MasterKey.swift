import Commerce
import Foundation

/// The installation's master key: from the configuration, or from a file under the home that is made at first need.
struct MasterKey {
    let configuration: ServerConfiguration

    var file: URL { configuration.home.appending(path: "secret.key") }

    /// - Throws: ``ConfigurationError``
    func load() throws -> SecretKey {
        if let given = configuration.secretKey { return try parse(given.reveal()) }
        if !FileManager.default.fileExists(atPath: file.path) { try make() }
        try checkMode()
        do {
            return try parse(try String(contentsOf: file, encoding: .utf8))
        } catch let error as CocoaError {
            throw ConfigurationError.secretKeyFile(path: file.path, reason: error.localizedDescription)
        }
    }

    /// Written beside and linked into place, so that of two programs that start at once one makes the key, and a crash
    /// leaves no half of it.
    private func make() throws {
        try FileManager.default.createDirectory(at: configuration.home, withIntermediateDirectories: true)
        let draft = configuration.home.appending(path: "secret.key.\(getpid())")
        let descriptor = open(draft.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)
        guard descriptor >= 0 else { throw failure() }
        defer { unlink(draft.path) }
        let text = Array((Data.random(count: 32).base64EncodedString() + "\n").utf8)
        let written = write(descriptor, text, text.count) == text.count && fsync(descriptor) == 0
        guard close(descriptor) == 0, written else { throw failure() }
        guard link(draft.path, file.path) == 0 || errno == EEXIST else { throw failure() }
    }

    private func checkMode() throws {
        var status = stat()
        guard stat(file.path, &status) == 0 else { throw failure() }
        guard status.st_mode & (S_IRWXG | S_IRWXO) == 0 else {
            throw ConfigurationError.secretKeyReadable(path: file.path, mode: String(status.st_mode & 0o777, radix: 8))
        }
    }

    private func parse(_ text: String) throws(ConfigurationError) -> SecretKey {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let bytes = Self.hexadecimal(text) ?? Data(base64Encoded: text).map(Array.init),
            let key = SecretKey(bytes)
        else { throw .secretKeyTooShort }
        return key
    }

    /// 64 digits would be valid base64 too, but nobody who writes them means that.
    private static func hexadecimal(_ text: String) -> [UInt8]? {
        guard text.utf8.count >= 64, text.utf8.count.isMultiple(of: 2) else { return nil }
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    private func failure() -> ConfigurationError {
        .secretKeyFile(path: file.path, reason: String(cString: strerror(errno)))
    }
}

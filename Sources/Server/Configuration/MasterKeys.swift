import Commerce
import CoreFoundation
import Foundation

/// The installation's master keys, the newest first: from the configuration, or from a file under the home, one a line,
/// that is made at first need.
struct MasterKeys: Sendable {
    let configuration: ServerConfiguration

    var file: URL { configuration.home.appending(path: "secret.key") }
    /// Keys that open nothing any more but backups made before their end.
    var retiredFile: URL { configuration.home.appending(path: "retired.keys") }
    var areConfigured: Bool { configuration.secretKey != nil }

    /// - Throws: ``ConfigurationError``
    @Sendable func load() throws -> [SecretKey] {
        if let given = configuration.secretKey {
            let previous = configuration.previousSecretKeys?.reveal() ?? ""
            return try parse(given.reveal()) + (previous.isEmpty ? [] : parse(previous))
        }
        return try parse(try lines().joined(separator: "\n"))
    }

    /// Puts a new key before those in the file.
    func add() throws {
        try write([Data.random(count: 32).base64EncodedString()] + lines(), to: file)
    }

    /// Leaves the newest key in the file. The others go to the file of the retired: a backup is of no use without the
    /// key of its time.
    func retireAllButNewest() throws {
        let lines = try lines()
        guard lines.count > 1 else { return }
        let retired = (try? String(contentsOf: retiredFile, encoding: .utf8))?.split(separator: "\n").map(String.init)
        let added = lines.dropFirst().filter { retired?.contains($0) != true }
        try write((retired ?? []) + added, to: retiredFile)
        try write([lines[0]], to: file)
    }

    private func lines() throws -> [String] {
        if !FileManager.default.fileExists(atPath: file.path) { try make() }
        try checkMode()
        do {
            return try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isWhitespace).map(String.init)
        } catch let error as CocoaError {
            throw ConfigurationError.secretKeyFile(path: file.path, reason: error.localizedDescription)
        }
    }

    /// Written beside and linked into place, so that of two programs that start at once one makes the key.
    private func make() throws {
        try FileManager.default.createDirectory(at: configuration.home, withIntermediateDirectories: true)
        try draft([Data.random(count: 32).base64EncodedString()]) { draft in
            guard link(draft, file.path) == 0 || errno == EEXIST else { throw failure() }
        }
    }

    private func write(_ lines: [String], to place: URL) throws {
        try draft(lines) { draft in
            guard rename(draft, place.path) == 0 else { throw failure() }
        }
    }

    /// A whole file under another name, so that a crash leaves no half of it.
    private func draft(_ lines: [String], _ place: (String) throws -> Void) throws {
        let draft = configuration.home.appending(path: "secret.key.\(getpid())").path
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)
        guard descriptor >= 0 else { throw failure() }
        defer { unlink(draft) }
        let text = Array(lines.map { $0 + "\n" }.joined().utf8)
        let written = Foundation.write(descriptor, text, text.count) == text.count && fsync(descriptor) == 0
        guard close(descriptor) == 0, written else { throw failure() }
        try place(draft)
    }

    private func checkMode() throws {
        var status = stat()
        guard stat(file.path, &status) == 0 else { throw failure() }
        guard status.st_mode & (S_IRWXG | S_IRWXO) == 0 else {
            throw ConfigurationError.secretKeyReadable(path: file.path, mode: String(status.st_mode & 0o777, radix: 8))
        }
    }

    private func parse(_ text: String) throws(ConfigurationError) -> [SecretKey] {
        var keys: [SecretKey] = []
        for word in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }).map(String.init) {
            guard let bytes = Self.hexadecimal(word) ?? Data(base64Encoded: word).map(Array.init),
                let key = SecretKey(bytes)
            else { throw .secretKeyTooShort }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw .secretKeyTooShort }
        return keys
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

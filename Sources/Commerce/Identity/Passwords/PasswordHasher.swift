import CCrypt
import Foundation

/// Hashes and compares passwords with libxcrypt's bcrypt, on threads of its own: one hash takes a core for the length
/// of many requests.
package struct PasswordHasher: Sendable {
    /// The base-2 logarithm of the number of rounds. 12 is about 0.25 s on a core of 2023.
    package let cost: Int
    private let threads: OperationQueue

    /// - Parameter cost: 4 to 31.
    package init(cost: Int = 12) {
        self.cost = min(max(cost, 4), 31)
        threads = OperationQueue()
        threads.name = "sellusgenie.passwords"
        threads.maxConcurrentOperationCount = max(1, ProcessInfo.processInfo.activeProcessorCount)
    }

    package func hash(_ password: Password) async throws(PasswordHasherError) -> PasswordHash {
        try await hash(known: password.secret)
    }

    /// For a password that was accepted before, perhaps by rules that are stricter now.
    func hash(known phrase: Secret) async throws(PasswordHasherError) -> PasswordHash {
        let cost = cost
        let text = await onOwnThread { Bcrypt.newSetting(cost: cost).flatMap { Bcrypt.hash(phrase, setting: $0) } }
        guard let text else { throw .libraryFailed }
        return PasswordHash(text: text)
    }

    /// Whether the text is the password that was hashed. Takes the same time when there is no hash to compare with.
    package func matches(_ text: Secret, _ hash: PasswordHash?) async -> Bool {
        let setting = hash?.text ?? Bcrypt.decoy(cost: cost)
        let computed = await onOwnThread { Bcrypt.hash(text, setting: setting) }
        let phrase = text.reveal().utf8
        // A phrase that bcrypt would cut short is never the password, or its beginning would open the account.
        guard phrase.count <= Password.longest, !phrase.contains(0), let hash, let computed else { return false }
        return Bcrypt.areEqual(computed, hash.text)
    }

    private func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            threads.addOperation { continuation.resume(returning: work()) }
        }
    }
}

/// The library has no bcrypt, or no memory.
package enum PasswordHasherError: Error, CustomStringConvertible {
    case libraryFailed

    package var description: String {
        "libcrypt cannot make bcrypt hashes; install libxcrypt (Debian: libcrypt1) and restart."
    }
}

/// libxcrypt's functions, as Swift values.
private enum Bcrypt {
    static func newSetting(cost: Int) -> String? {
        var output = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
        // No random bytes given: libxcrypt takes them from the system.
        guard crypt_gensalt_rn("$2b$", UInt(cost), nil, 0, &output, Int32(output.count)) != nil else { return nil }
        return text(output)
    }

    static func hash(_ phrase: Secret, setting: String) -> String? {
        let data = UnsafeMutablePointer<crypt_data>.allocate(capacity: 1)
        defer {
            // It holds what was derived from the password.
            explicit_bzero(data, MemoryLayout<crypt_data>.size)
            data.deallocate()
        }
        memset(data, 0, MemoryLayout<crypt_data>.size)
        let result = crypt_rn(phrase.reveal(), setting, data, Int32(MemoryLayout<crypt_data>.size))
        return result.map { String(cString: $0) }
    }

    /// A setting nobody's password was hashed with; its salt is 22 characters of bcrypt's alphabet.
    static func decoy(cost: Int) -> String {
        "$2b$\(cost < 10 ? "0" : "")\(cost)$......................"
    }

    /// Looks at every byte, whatever the first difference is.
    static func areEqual(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

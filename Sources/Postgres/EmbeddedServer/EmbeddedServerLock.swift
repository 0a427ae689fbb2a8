import Foundation

/// An advisory lock on a file, held until ``release()`` or the end of the process, however that ends.
struct EmbeddedServerLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock, or returns nil when another program holds it.
    static func take(_ file: URL) throws -> EmbeddedServerLock? {
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)
        guard descriptor >= 0 else {
            throw EmbeddedServerError.fileSystem(path: file.path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        let holder = Array("\(getpid())\n".utf8)
        // The process id is for the sentence that refuses a second program; the lock holds without it.
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, holder, holder.count, 0) }
        return EmbeddedServerLock(descriptor: descriptor)
    }

    /// The process that last took the lock.
    static func holder(of file: URL) -> Int32? {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        return Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    func release() {
        close(descriptor)
    }
}

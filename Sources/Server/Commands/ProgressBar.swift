import Foundation
import Synchronization

/// A bar on a terminal's standard error; silent where standard error is no terminal.
final class ProgressBar: Sendable {
    private static let width = 30
    private static let interval = Duration.milliseconds(100)

    private let total: Int
    private let isTerminal: Bool
    private let lastShown = Mutex<ContinuousClock.Instant?>(nil)

    init(total: Int, isTerminal: Bool = isatty(STDERR_FILENO) == 1) {
        self.total = total
        self.isTerminal = isTerminal
    }

    /// Draws how much is done, at most ten times a second.
    func show(_ done: Int, note: String) {
        guard isTerminal, isDue() else { return }
        write("\r\(line(done, note: note))\u{1B}[K")
    }

    /// Clears the line for what is printed next.
    func finish() {
        if isTerminal { write("\r\u{1B}[K") }
    }

    func line(_ done: Int, note: String) -> String {
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        return "\(bar) \(Int(share * 100)) %  \(note)"
    }

    private func isDue() -> Bool {
        lastShown.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last < Self.interval { return false }
            last = now
            return true
        }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}

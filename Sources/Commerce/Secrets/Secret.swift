/// A text that must not be printed: it describes itself as redacted, in logs, in errors and in the debugger.
package struct Secret: Hashable, Sendable {
    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The text itself, for the one place that sends or compares it.
    package func reveal() -> String { text }

    /// The last four characters, by which an owner recognises a key; nothing for a short one.
    package var hint: String? {
        text.count < 12 ? nil : String(text.suffix(4))
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[redacted]" }
    package var debugDescription: String { "[redacted]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

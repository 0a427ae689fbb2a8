import Foundation

/// Counts as operators read them: `12,345`.
enum ConsoleNumbers {
    static func text(_ count: Int) -> String { count.formatted(.number.locale(Locale(identifier: "en-GB"))) }
}

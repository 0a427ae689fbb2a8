import Foundation

/// Counts as people read them: `12,345`.
enum Counts {
    static func text(_ count: Int) -> String { count.formatted(.number.locale(Locale(identifier: "en-GB"))) }
}

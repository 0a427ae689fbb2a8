import Postgres

/// A host name that an owner has registered somewhere, in the letters that DNS knows.
package struct DomainName: Hashable, Sendable {
    package let text: String

    /// Checks the shape alone: two labels or more, a last one with letters. What people paste around it goes away.
    package init?(_ text: String) {
        var host = text.lowercased()
        for scheme in ["https://", "http://"] where host.hasPrefix(scheme) { host.removeFirst(scheme.count) }
        host = String(host.prefix { $0 != "/" })
        if host.hasSuffix(".") { host.removeLast() }
        let shape = /([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]/
        guard host.utf8.count <= 240, host.wholeMatch(of: shape) != nil else { return nil }
        self.text = host
    }

    /// Where the proof is looked for.
    package var proofName: String { "_sellusgenie.\(text)" }

    /// Whether the domain is that host or lies below it.
    package func belongs(to host: String) -> Bool {
        text == host || text.hasSuffix(".\(host)")
    }
}

extension DomainName: CustomStringConvertible, PostgresValueWrapper {
    package var description: String { text }
    package var postgresValue: String { text }

    package init(postgresValue: String) {
        text = postgresValue
    }
}

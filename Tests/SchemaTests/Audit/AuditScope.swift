/// A line of `audit-scope.txt`: a table, and what of it the audit log writes about.
struct AuditScope {
    let table: String
    /// Letters of I, U, D; none for a table that is not written about.
    let commands: String
    let derived: [String]
    let reason: String

    private init?(line: Substring) {
        let words = line.split(separator: " ").map(String.init)
        guard words.count >= 2, !line.hasPrefix("#") else { return nil }
        table = words[0]
        commands = words[1] == "-" ? "" : words[1]
        derived = words.count > 2 && words[2] == "but" ? Array(words.dropFirst(3)) : []
        reason = commands.isEmpty ? words.dropFirst(2).joined(separator: " ") : ""
    }

    static let all = String(decoding: PackageResources.audit_scope_txt, as: UTF8.self)
        .split(separator: "\n").compactMap { AuditScope(line: $0) }
}

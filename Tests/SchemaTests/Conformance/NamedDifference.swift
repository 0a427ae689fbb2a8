import Foundation

/// Where the database deliberately differs from the specification, what stands there instead, and which mend in
/// docs/mends.md says why.
struct NamedDifference {
    let mend: String
    let specified: SchemaFact
    let instead: [SchemaFact]

    /// Reads `named-differences.txt`: `Mend N: subject`, a line `-` with what the specification says, and lines `+` with
    /// what the database has instead.
    static func load() throws -> [NamedDifference] {
        try String(decoding: PackageResources.named_differences_txt, as: UTF8.self)
            .split(separator: "\n\n")
            .map { $0.split(separator: "\n").filter { !$0.hasPrefix("#") } }
            .filter { !$0.isEmpty }
            .map(NamedDifference.init)
    }

    private init(_ lines: [Substring]) throws {
        let title = lines[0].split(separator: ": ")
        let specified = lines.filter { $0.hasPrefix("- ") }
        guard title.count == 2, specified.count == 1 else { throw UnreadableEntry(line: String(lines[0])) }
        mend = String(title[0])
        self.specified = SchemaFact(title[1], specified[0].dropFirst(2))
        instead = lines.filter { $0.hasPrefix("+ ") }.map { line in
            SchemaFact(line.contains("CREATE") ? "indexes" : title[1], line.dropFirst(2))
        }
    }

    private struct UnreadableEntry: Error {
        let line: String
    }
}

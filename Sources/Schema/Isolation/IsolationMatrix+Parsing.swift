/// What is wrong with a line of the matrix.
package struct IsolationMatrixError: Error, CustomStringConvertible {
    let line: String

    package var description: String { "The isolation matrix has a line that cannot be read; mend it: \(line)" }
}

extension IsolationMatrix {
    package init(text: String) throws {
        let lines = Self.joinContinuations(text)
        guard let header = lines.first(where: { $0.first == "table" }) else {
            throw IsolationMatrixError(line: "table …")
        }
        let personas = header.dropFirst(3).map(String.init)
        var entries: [String: Entry] = [:]
        var columns: [ColumnKey: ColumnRule] = [:]
        var enteringSuspended: Set<String> = []
        var integration: [String: [IsolationCommand: Extent]] = [:]
        for words in lines where words != header {
            if let (key, rule) = Self.columnRule(words) {
                columns[key] = rule
            } else if words[0] == "suspended" {
                enteringSuspended = Set(words.dropFirst().map(String.init))
            } else if words.count == 3, words[0] == "integration" {
                integration[String(words[1])] = Self.extents(words[2])
            } else {
                let entry = try Self.entry(words, personas: personas)
                entries[entry.table] = entry
            }
        }
        for (table, extents) in integration {
            guard entries[table] != nil else { throw IsolationMatrixError(line: "integration \(table) …") }
            entries[table]?.extents["integration"] = extents
        }
        self.entries = entries
        self.columns = columns
        self.enteringSuspended = enteringSuspended
    }

    /// The lines as words; a line that begins with a space continues the one before.
    private static func joinContinuations(_ text: String) -> [[Substring]] {
        var lines: [[Substring]] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            if line.hasPrefix(" "), let last = lines.indices.last {
                lines[last] += words
            } else {
                lines.append(words)
            }
        }
        return lines
    }

    /// `orders anon S but notes`
    private static func columnRule(_ words: [Substring]) -> (ColumnKey, ColumnRule)? {
        guard words.count > 4, words[3] == "only" || words[3] == "but",
            let command = IsolationCommand.allCases.first(where: { words[2] == String($0.letter) })
        else { return nil }
        let key = ColumnKey(table: String(words[0]), role: String(words[1]), command: command)
        let named = Set(words.dropFirst(4).map(String.init))
        return (key, words[3] == "only" ? .only(named) : .but(named))
    }

    /// `orders person s s su …`: the header's `rows of` is two words, the line's owner one.
    private static func entry(_ words: [Substring], personas: [String]) throws -> Entry {
        guard words.count == personas.count + 2, let owner = RowOwner(rawValue: String(words[1])) else {
            throw IsolationMatrixError(line: words.joined(separator: " "))
        }
        let cells = zip(personas, words.dropFirst(2)).map { ($0, Self.extents($1)) }
        return Entry(table: String(words[0]), owner: owner, extents: Dictionary(uniqueKeysWithValues: cells))
    }

    private static func extents(_ letters: Substring) -> [IsolationCommand: Extent] {
        var extents: [IsolationCommand: Extent] = [:]
        for command in IsolationCommand.allCases {
            if letters.contains(command.letter) {
                extents[command] = .everything
            } else if letters.contains(command.letter.lowercased()) {
                extents[command] = .someColumns
            }
        }
        return extents
    }
}

/// Something that is true of a schema: a column, a constraint, an index, in PostgreSQL's own spelling.
struct SchemaFact: Hashable, Comparable, CustomStringConvertible {
    /// A table, or one of `extensions`, `functions`, `triggers`, `indexes`.
    let subject: String
    let definition: String

    init(_ subject: some StringProtocol, _ definition: some StringProtocol) {
        self.subject = String(subject)
        self.definition = String(definition)
    }

    var description: String { "\(subject): \(definition)" }

    static func < (left: SchemaFact, right: SchemaFact) -> Bool { left.description < right.description }

    /// The definitions that say the same or more, and need no entry of their own: by decision 4 ids are ordered by time,
    /// by decision 13 a reference also names the store, by decision 14 a column with a default is never NULL.
    var atLeastAsStrong: [SchemaFact] {
        [self, orderedByTime, withinTheStore, neverNull].compactMap(\.self)
    }

    private var orderedByTime: SchemaFact? {
        replaced("DEFAULT gen_random_uuid()", by: "DEFAULT app.uuid_v7()")
    }

    private var neverNull: SchemaFact? {
        definition.contains("NOT NULL") ? nil : replaced(" DEFAULT", by: " NOT NULL DEFAULT")
    }

    private var withinTheStore: SchemaFact? {
        let reference = /FOREIGN KEY \((?<column>\w+)\) REFERENCES (?<table>\w+)\(id\)(?<action>.*)/
        guard let match = definition.wholeMatch(of: reference) else { return nil }
        return SchemaFact(
            subject,
            "FOREIGN KEY (store_id, \(match.column)) REFERENCES \(match.table)(store_id, id)\(match.action)"
        )
    }

    private func replaced(_ part: String, by other: String) -> SchemaFact? {
        definition.contains(part) ? SchemaFact(subject, definition.replacing(part, with: other)) : nil
    }
}

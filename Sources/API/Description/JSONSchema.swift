import Commerce

/// What a JSON value looks like, in the part of JSON Schema (draft 2020-12) that the API needs. The document is written
/// from it and what comes in is checked by it, so that the two cannot disagree.
struct JSONSchema: Sendable {
    indirect enum Shape: Sendable {
        case boolean
        case integer(ClosedRange<Int>)
        case text(TextRules)
        case list(of: JSONSchema, counts: ClosedRange<Int>)
        case object([Field], isOpen: Bool)
        /// Names chosen by whoever sends it.
        case map(of: JSONSchema, counts: ClosedRange<Int>)
    }

    /// A member of an object.
    struct Field: Sendable {
        let name: String
        let schema: JSONSchema
        let isRequired: Bool
    }

    var shape: Shape
    var isNullable = false
    /// Under which name the document lists it, once for all places; nil where it is written out.
    var name: String?
    var summary: String?
    var example: JSONValue?
}

/// What a text looks like.
struct TextRules: Sendable {
    enum Format: String, Sendable {
        case uuid, date, uri, email
        case dateTime = "date-time"
    }

    var format: Format?
    var lengths: ClosedRange<Int>?
    var pattern: String?
    var choices: [String]?

    /// The pattern for the whole text, in the document as in the check.
    var wholePattern: String? { pattern.map { "^(?:\($0))$" } }

    /// What the document says of a text whose length alone is limited: no database holds the character U+0000.
    var anyText: String? { lengths == nil || format != nil || choices != nil ? nil : #"^[^\u0000]*$"# }
}

extension JSONSchema {
    static let boolean = JSONSchema(shape: .boolean)

    static func integer(_ range: ClosedRange<Int> = Int(Int32.min)...Int(Int32.max)) -> JSONSchema {
        JSONSchema(shape: .integer(range))
    }

    /// - Parameter lengths: in characters.
    static func text(_ lengths: ClosedRange<Int>? = nil) -> JSONSchema {
        JSONSchema(shape: .text(TextRules(lengths: lengths)))
    }

    /// A text with more in it than spaces.
    static func words(upTo length: Int) -> JSONSchema {
        text(matching: #"[^\u0000]*[^\s\u0000][^\u0000]*"#, 1...length)
    }

    static func text(_ format: TextRules.Format) -> JSONSchema {
        JSONSchema(shape: .text(TextRules(format: format)))
    }

    /// - Parameter pattern: anchored at both ends, in the words that ECMA-262 and Swift share.
    static func text(matching pattern: String, _ lengths: ClosedRange<Int>? = nil) -> JSONSchema {
        JSONSchema(shape: .text(TextRules(lengths: lengths, pattern: pattern)))
    }

    static func choice(_ choices: [String]) -> JSONSchema {
        JSONSchema(shape: .text(TextRules(choices: choices)))
    }

    static func choice<Choice: CaseIterable & RawRepresentable<String>>(of type: Choice.Type) -> JSONSchema {
        choice(type.allCases.map(\.rawValue))
    }

    static func list(of schema: JSONSchema, _ counts: ClosedRange<Int> = 0...Int(Int32.max)) -> JSONSchema {
        JSONSchema(shape: .list(of: schema, counts: counts))
    }

    static func map(of schema: JSONSchema, _ counts: ClosedRange<Int>) -> JSONSchema {
        JSONSchema(shape: .map(of: schema, counts: counts))
    }

    /// What we answer: may have more members one day.
    static func answer(_ name: String, _ fields: [Field]) -> JSONSchema {
        JSONSchema(shape: .object(fields, isOpen: true), name: name)
    }

    /// What is sent to us: a member that we do not know is a typing error.
    static func input(_ name: String, _ fields: [Field]) -> JSONSchema {
        JSONSchema(shape: .object(fields, isOpen: false), name: name)
    }

    var orNull: JSONSchema { with { $0.isNullable = true } }

    func says(_ summary: String) -> JSONSchema { with { $0.summary = summary } }

    func example(_ example: JSONValue) -> JSONSchema { with { $0.example = example } }

    private func with(_ change: (inout JSONSchema) -> Void) -> JSONSchema {
        var schema = self
        change(&schema)
        return schema
    }
}

extension JSONSchema.Field {
    static func required(_ name: String, _ schema: JSONSchema, _ summary: String? = nil) -> Self {
        Self(name: name, schema: summary.map(schema.says) ?? schema, isRequired: true)
    }

    static func optional(_ name: String, _ schema: JSONSchema, _ summary: String? = nil) -> Self {
        Self(name: name, schema: summary.map(schema.says) ?? schema, isRequired: false)
    }
}

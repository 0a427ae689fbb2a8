import Commerce

extension JSONSchema {
    /// A reference where it has a name, and otherwise itself.
    var document: JSONValue {
        guard let name else { return written }
        let reference: JSONValue = ["$ref": .string("#/components/schemas/\(name)")]
        return isNullable ? ["anyOf": [reference, ["type": "null"]]] : reference
    }

    /// All schemas with names in it, each under its own.
    var named: [String: JSONSchema] {
        var found: [String: JSONSchema] = [:]
        if let name { found[name] = self }
        for part in parts { found.merge(part.named) { first, _ in first } }
        return found
    }

    private var parts: [JSONSchema] {
        switch shape {
        case .list(let schema, _), .map(let schema, _): [schema]
        case .object(let fields, _): fields.map(\.schema)
        case .boolean, .integer, .text: []
        }
    }

    /// Written out, without a look at its name.
    var written: JSONValue {
        var document = shape.document
        if isNullable && name == nil { document.allowNull() }
        document["description"] = summary.map { .string($0) }
        document["examples"] = example.map { [$0] }
        return document
    }
}

extension JSONValue {
    /// A choice that may be null has to say so twice.
    fileprivate mutating func allowNull() {
        self["type"] = self["type"].map { [$0, "null"] }
        if case .array(let choices)? = self["enum"] { self["enum"] = .array(choices + [.null]) }
    }
}

extension JSONSchema.Shape {
    fileprivate var document: JSONValue {
        switch self {
        case .boolean: ["type": "boolean"]
        case .integer(let range):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .text(let rules): rules.document
        case .list(let schema, let counts):
            [
                "type": "array", "items": schema.document, "minItems": .integer(counts.lowerBound),
                "maxItems": .integer(counts.upperBound),
            ]
        case .object(let fields, let isOpen): Self.document(fields, isOpen)
        case .map(let schema, let counts):
            [
                "type": "object", "additionalProperties": schema.document,
                "minProperties": .integer(counts.lowerBound), "maxProperties": .integer(counts.upperBound),
            ]
        }
    }

    private static func document(_ fields: [JSONSchema.Field], _ isOpen: Bool) -> JSONValue {
        var document: JSONValue = [
            "type": "object",
            "properties": .object(Dictionary(fields.map { ($0.name, $0.schema.document) }) { first, _ in first }),
        ]
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { document["required"] = .array(required) }
        if !isOpen { document["additionalProperties"] = .bool(false) }
        return document
    }
}

extension TextRules {
    fileprivate var document: JSONValue {
        var document: JSONValue = ["type": "string"]
        document["format"] = format.map { .string($0.rawValue) }
        document["minLength"] = lengths.map { .integer($0.lowerBound) }
        document["maxLength"] = lengths.map { .integer($0.upperBound) }
        document["pattern"] = (wholePattern ?? anyText).map { .string($0) }
        document["enum"] = choices.map { .array($0.map { .string($0) }) }
        return document
    }
}

import Commerce
import Foundation
import HTTPSupport

extension JSONSchema {
    /// Everything that is wrong with a value, each with the pointer (RFC 6901) of its place.
    func faults(in value: JSONValue, at pointer: String = "") -> [APIFault] {
        if value == .null {
            return isNullable ? [] : [APIFault(pointer, .wrongType, "must not be null")]
        }
        return switch (shape, value) {
        case (.boolean, .bool): []
        case (.integer(let range), .integer(let number)): Self.faults(number, range, pointer)
        case (.integer(let range), .number(let number)): Self.faults(number, range, pointer)
        case (.text(let rules), .string(let text)): rules.fault(text, pointer).map { [$0] } ?? []
        case (.list(let schema, let counts), .array(let values)): Self.faults(values, schema, counts, pointer)
        case (.object(let fields, let isOpen), .object(let members)): Self.faults(members, fields, isOpen, pointer)
        case (.map(let schema, let counts), .object(let members)): Self.faults(members, schema, counts, pointer)
        default: [APIFault(pointer, .wrongType, "must be \(shape.words)")]
        }
    }

    private static func faults(_ number: Int, _ range: ClosedRange<Int>, _ pointer: String) -> [APIFault] {
        range.contains(number) ? [] : [APIFault(pointer, .outOfRange, "must be from \(range.words)")]
    }

    /// JSON knows one kind of number: 3.0 is an integer, and 1e99 is one that is too large.
    private static func faults(_ number: Double, _ range: ClosedRange<Int>, _ pointer: String) -> [APIFault] {
        guard number.rounded() == number else { return [APIFault(pointer, .wrongType, "must be a whole number")] }
        return [APIFault(pointer, .outOfRange, "must be from \(range.words), written without a fraction")]
    }

    private static func faults(
        _ values: [JSONValue], _ schema: JSONSchema, _ counts: ClosedRange<Int>, _ pointer: String
    ) -> [APIFault] {
        guard counts.contains(values.count) else {
            return [APIFault(pointer, .outOfRange, "must have from \(counts.words) elements")]
        }
        return values.enumerated().flatMap { schema.faults(in: $1, at: "\(pointer)/\($0)") }
    }

    private static func faults(
        _ members: [String: JSONValue], _ fields: [Field], _ isOpen: Bool, _ pointer: String
    ) -> [APIFault] {
        let known = Set(fields.map(\.name))
        let unknown = isOpen ? [] : members.keys.filter { !known.contains($0) }.sorted()
        let strange = unknown.map {
            APIFault(
                pointer + escaped($0), .unknown,
                "is not known here; known are \(known.sorted().joined(separator: ", "))")
        }
        return strange
            + fields.flatMap { field in
                let place = pointer + escaped(field.name)
                guard let value = members[field.name] else {
                    return field.isRequired ? [APIFault(place, .missing, "is required")] : []
                }
                return field.schema.faults(in: value, at: place)
            }
    }

    private static func faults(
        _ members: [String: JSONValue], _ schema: JSONSchema, _ counts: ClosedRange<Int>, _ pointer: String
    ) -> [APIFault] {
        guard counts.contains(members.count) else {
            return [APIFault(pointer, .outOfRange, "must have from \(counts.words) members")]
        }
        return members.sorted { $0.key < $1.key }.flatMap { schema.faults(in: $1, at: pointer + escaped($0)) }
    }

    private static func escaped(_ name: String) -> String {
        "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}

extension TextRules {
    fileprivate func fault(_ text: String, _ pointer: String) -> APIFault? {
        if text.utf8.contains(0) { return APIFault(pointer, .malformed, "must not hold the character U+0000") }
        if let lengths, !lengths.contains(text.unicodeScalars.count) {
            return APIFault(pointer, .outOfRange, "must have from \(lengths.words) characters")
        }
        if let choices, !choices.contains(text) {
            return APIFault(pointer, .unknown, "must be one of \(choices.joined(separator: ", "))")
        }
        if let format, !format.fits(text) { return APIFault(pointer, .malformed, "must be \(format.words)") }
        guard let pattern, let wholePattern, !fits(text, wholePattern) else { return nil }
        return APIFault(pointer, .malformed, "must match \(pattern)")
    }

    /// Of the whole text: a pattern's end lets a last line break pass.
    private func fits(_ text: String, _ pattern: String) -> Bool {
        text.range(of: pattern, options: .regularExpression) == text.startIndex..<text.endIndex
    }
}

extension TextRules.Format {
    fileprivate func fits(_ text: String) -> Bool {
        switch self {
        case .uuid: UUID(uuidString: text) != nil
        case .date: Self.isDay(text)
        case .dateTime: (try? Date(text, strategy: .iso8601)) != nil
        case .uri: URL(string: text)?.scheme != nil
        case .email: EmailAddress(text) != nil
        }
    }

    /// Foundation takes the 29th of February for the 1st of March where there is none.
    private static func isDay(_ text: String) -> Bool {
        let style = Date.ISO8601FormatStyle().year().month().day()
        return (try? style.parse(text))?.formatted(style) == text
    }

    fileprivate var words: String {
        switch self {
        case .uuid: "a UUID"
        case .date: "a day such as 2026-03-31"
        case .dateTime: "a time such as 2026-03-31T12:00:00Z"
        case .uri: "an address with its scheme, such as https://shop.example"
        case .email: "an e-mail address"
        }
    }
}

extension JSONSchema.Shape {
    fileprivate var words: String {
        switch self {
        case .boolean: "true or false"
        case .integer: "a whole number"
        case .text: "a text"
        case .list: "a list"
        case .object, .map: "an object"
        }
    }
}

extension ClosedRange<Int> {
    fileprivate var words: String { "\(lowerBound) to \(upperBound)" }
}

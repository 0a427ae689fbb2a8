import Commerce
import HTTPSupport

/// Something that an address, its query or a header says, with the value that a handler gets for it.
struct Parameter<Value: Sendable>: Sendable {
    let description: ParameterDescription
    /// What the text means that fits the schema; nil is an absent one.
    let read: @Sendable (String?) -> Value?
}

/// A parameter as the document lists it.
struct ParameterDescription: Sendable {
    enum Place: String, Sendable {
        case path, query, header
    }

    let name: String
    let place: Place
    let schema: JSONSchema
    let isRequired: Bool
    let summary: String
}

extension Parameter {
    /// An id in the path: what is none leads nowhere.
    static func id<Entity>(_ name: String, _ summary: String) -> Parameter where Value == ID<Entity> {
        Parameter(
            description: ParameterDescription(
                name: name, place: .path, schema: .text(.uuid), isRequired: true, summary: summary)
        ) { text in text.flatMap(ID<Entity>.init) }
    }

    /// A word in the path, such as a slug.
    static func word(_ name: String, _ summary: String) -> Parameter where Value == String {
        Parameter(
            description: ParameterDescription(
                name: name, place: .path, schema: .text(1...255), isRequired: true, summary: summary)
        ) { text in text }
    }

    /// One of a few words in the query.
    static func choice(
        of type: Value.Type, _ name: String, usual: Value, _ summary: String
    ) -> Parameter where Value: CaseIterable & RawRepresentable<String> {
        Parameter(
            description: ParameterDescription(
                name: name, place: .query, schema: .choice(of: type), isRequired: false,
                summary: "\(summary) Without it \(usual.rawValue).")
        ) { text in text.map(Value.init) ?? usual }
    }

    /// One of a few words in the query, or none.
    static func choice<Choice>(
        of type: Choice.Type, _ name: String, _ summary: String
    ) -> Parameter where Value == Choice?, Choice: CaseIterable & RawRepresentable<String> {
        Parameter(
            description: ParameterDescription(
                name: name, place: .query, schema: .choice(of: type), isRequired: false, summary: summary)
        ) { text in .some(text.flatMap(Choice.init)) }
    }

    /// Yes or no in the query, or neither.
    static func boolean(_ name: String, _ summary: String) -> Parameter where Value == Bool? {
        Parameter(
            description: ParameterDescription(
                name: name, place: .query, schema: .boolean, isRequired: false, summary: summary)
        ) { text in .some(text.flatMap(Bool.init)) }
    }

    /// An id in the query, or none.
    static func reference<Entity>(
        to type: Entity.Type, _ name: String, _ summary: String
    ) -> Parameter where Value == ID<Entity>? {
        Parameter(
            description: ParameterDescription(
                name: name, place: .query, schema: .text(.uuid), isRequired: false, summary: summary)
        ) { text in .some(text.flatMap(ID<Entity>.init)) }
    }

    /// A text in the query.
    static func text(
        _ name: String, _ lengths: ClosedRange<Int>, _ summary: String
    ) -> Parameter where Value == String? {
        Parameter(
            description: ParameterDescription(
                name: name, place: .query, schema: .text(lengths), isRequired: false, summary: summary)
        ) { text in .some(text) }
    }

    /// A number in the query.
    static func integer(
        _ name: String, _ range: ClosedRange<Int>, usual: Int, _ summary: String
    ) -> Parameter where Value == Int {
        Parameter(
            description: ParameterDescription(
                name: name, place: .query, schema: .integer(range), isRequired: false,
                summary: "\(summary) Without it \(usual).")
        ) { text in text.map(Int.init) ?? usual }
    }
}

extension ParameterDescription {
    /// - Throws: what is wrong with the text that stands there.
    func check(_ text: String?) throws(APIProblem) {
        guard let text else {
            guard !isRequired else { throw .parameter(name, "it is required") }
            return
        }
        guard let fault = schema.faults(in: value(text)).first else { return }
        // An id that is none is one that nobody has.
        throw place == .path ? .notFound : .parameter(name, "it \(fault.detail)")
    }

    private func value(_ text: String) -> JSONValue {
        switch schema.shape {
        case .integer: Int(text).map { .integer($0) } ?? .string(text)
        case .boolean: Bool(text).map { .bool($0) } ?? .string(text)
        default: .string(text)
        }
    }
}

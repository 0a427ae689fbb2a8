import Commerce
import HTTPSupport
import HTTPTypes

/// The OpenAPI 3.1 description of a list of operations.
struct APIDocument: Sendable {
    /// Below this all paths lie.
    let root: String
    let operations: [OperationDescription]

    var json: JSONValue {
        [
            "openapi": "3.1.0",
            "info": Self.info,
            "servers": [["url": .string(root)]],
            "tags": .array(groups.map { ["name": .string($0)] }),
            "paths": .object(paths),
            "components": ["schemas": .object(schemas), "securitySchemes": ["key": Self.key]],
        ]
    }

    private static let info: JSONValue = [
        "title": "SellUsGenie commerce API",
        "version": "1",
        "description": """
        What a store's own programs read and write, with a key from the dashboard (Settings, API keys). Amounts are \
        decimal numbers written as text, in the store's currency. Lists come in pages: send `next` of one as `after` \
        of the following. Errors are problem documents (RFC 9457); rely on their `code`.
        """,
    ]

    private static let key: JSONValue = ["type": "http", "scheme": "bearer", "description": "A store's key: `sug_…`."]

    /// In the order in which they first come.
    var groups: [String] {
        operations.map(\.group).reduce(into: []) { groups, group in
            if !groups.contains(group) { groups.append(group) }
        }
    }

    private var paths: [String: JSONValue] {
        Dictionary(grouping: operations, by: \.path).mapValues { operations in
            .object(
                Dictionary(operations.map { ($0.method.rawValue.lowercased(), $0.document) }) { first, _ in first })
        }
    }

    private var schemas: [String: JSONValue] {
        let parts = operations.filter(\.isSparse).compactMap(\.answer.schema?.part).named
        return namedSchemas.merging(parts) { whole, _ in whole }.mapValues(\.written)
    }

    /// Every schema with a name that an operation takes or answers.
    var namedSchemas: [String: JSONSchema] {
        (operations.flatMap { [$0.body, $0.answer.schema].compactMap(\.self) } + [APIProblem.schema]).named
    }
}

extension OperationDescription {
    fileprivate var document: JSONValue {
        var document: JSONValue = [
            "operationId": .string(name), "summary": .string(summary), "tags": [.string(group)],
            "responses": .object(responses), "security": security,
        ]
        document["description"] = detail.map { .string($0) }
        if !parameters.isEmpty { document["parameters"] = .array(parameters.map(\.document)) }
        document["requestBody"] = body.map {
            ["required": true, "content": ["application/json": ["schema": $0.document]]]
        }
        return document
    }

    private var security: JSONValue {
        switch caller {
        case .anybody: []
        case .holder: [["key": []]]
        }
    }

    private var responses: [String: JSONValue] {
        let problems = Dictionary(grouping: problems) { "\($0.status.code)" }.mapValues(Self.response)
        var answers = ["\(answer.status.code)": answer.document(answers)]
        if takes(EntityTag.noneMatch) { answers["304"] = ["description": "Not Modified"] }
        return problems.merging(answers) { _, answer in answer }
    }

    /// What a good answer may look like.
    fileprivate var answers: [JSONSchema] {
        guard let schema = answer.schema else { return [] }
        return isSparse ? [schema, schema.part] : [schema]
    }

    private func takes(_ parameter: ParameterDescription) -> Bool {
        parameters.contains { $0.name == parameter.name }
    }

    /// All problems of one status, each with its example.
    private static func response(_ problems: [APIProblem]) -> JSONValue {
        let examples = problems.map { problem in
            (problem.code, ["summary": .string(problem.detail), "value": problem.example] as JSONValue)
        }
        let content: JSONValue = [
            "schema": APIProblem.schema.document,
            "examples": .object(Dictionary(examples) { first, _ in first }),
        ]
        return [
            "description": .string(problems.map { "`\($0.code)`" }.joined(separator: ", ")),
            "content": ["application/problem+json": content],
        ]
    }

    /// Everything but a good answer that the operation may give.
    var problems: [APIProblem] {
        var problems: [APIProblem] = [.unknownParameter("nonsense")]
        if parameters.contains(where: { $0.place == .query }) {
            problems.append(.parameter("limit", "it must be a whole number"))
        }
        if parameters.contains(where: { $0.place == .path }) { problems.append(.notFound) }
        if case .holder(let scope) = caller { problems += Self.doorProblems(scope) }
        if parameters.contains(where: { $0.place == .header }) {
            problems.append(.parameter("Idempotency-Key", "it must have from 16 to 255 characters"))
        }
        if body != nil {
            problems += [.malformedJSON, .mediaType, .bodyTooLarge]
            problems.append(.body([APIFault("/name", .missing, "is required")]))
        }
        if method != .get { problems.append(.planUnpaid) }
        if takes(EntityTag.match) { problems.append(.changedMeanwhile) }
        problems += refusals.map { .refused(APIProblem.Refusal($0)) }
        return problems + [.tooManyRequests(1), .overloaded, .busy, .unexpected]
    }

    private static func doorProblems(_ scope: Commerce.Scope?) -> [APIProblem] {
        let keys = KeyRefusal.allCases.map { APIProblem.keyRefused($0) }
        return [.keyMissing] + keys + [.tooManyWrongKeys(5), .otherStore] + (scope.map { [.scopeMissing($0)] } ?? [])
    }
}

extension ParameterDescription {
    fileprivate var document: JSONValue {
        [
            "name": .string(name), "in": .string(place.rawValue), "required": .bool(isRequired),
            "description": .string(summary), "schema": schema.document,
        ]
    }
}

extension AnswerDescription {
    fileprivate func document(_ schemas: [JSONSchema]) -> JSONValue {
        var document: JSONValue = ["description": .string(status.reasonPhrase)]
        if let schema = schemas.first {
            let whole = schemas.count == 1 ? schema.document : ["anyOf": .array(schemas.map(\.document))]
            document["content"] = ["application/json": ["schema": whole]]
        }
        let fields = headers.map { header in
            (header.name, ["description": .string(header.summary), "schema": ["type": "string"]] as JSONValue)
        }
        if !fields.isEmpty { document["headers"] = .object(Dictionary(fields) { first, _ in first }) }
        if !links.isEmpty {
            document["links"] = .object(Dictionary(links.map { ($0.operation, $0.document) }) { first, _ in first })
        }
        return document
    }
}

extension AnswerLink {
    fileprivate var document: JSONValue {
        ["operationId": .string(operation), "parameters": .object(parameters.mapValues { .string($0) })]
    }
}

extension [JSONSchema] {
    /// All schemas with names in them.
    fileprivate var named: [String: JSONSchema] {
        map(\.named).reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
}

extension APIProblem {
    /// The members that RFC 9457 names, and three of ours.
    static let schema = JSONSchema.answer(
        "Problem",
        [
            .required("type", .text()),
            .required("title", .text()),
            .required("status", .integer(400...599)),
            .required("code", .text(), "Stays the same whatever the sentences become."),
            .required("detail", .text(), "What to do."),
            .required("request_id", .text(), "Tell us, if you ask about it."),
            .optional("errors", .list(of: fault), "Place by place, what is wrong with the body."),
        ])

    private static let fault = JSONSchema.answer(
        "Fault",
        [
            .required("pointer", .text(), "A JSON pointer (RFC 6901) into the body."),
            .required("code", .choice(of: APIFault.Kind.self)),
            .required("detail", .text()),
        ])

    fileprivate var example: JSONValue {
        var example: JSONValue = [
            "type": "about:blank", "title": .string(status.reasonPhrase), "status": .integer(status.code),
            "code": .string(code), "detail": .string(detail), "request_id": "3f2a9c0d7b1e4f60a1b2c3d4e5f60718",
        ]
        if !faults.isEmpty {
            example["errors"] = .array(
                faults.map {
                    ["pointer": .string($0.pointer), "code": .string($0.kind.rawValue), "detail": .string($0.detail)]
                })
        }
        return example
    }
}

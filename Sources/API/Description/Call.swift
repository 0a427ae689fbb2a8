import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird

/// A request that has what its operation's description asks for.
struct Call<Context: RequestContext>: Sendable {
    let request: Request
    let context: Context
    private let description: OperationDescription
    private let texts: [String: String]
    let body: Data

    /// - Throws: ``APIProblem`` for whatever does not fit the description.
    init(_ request: Request, _ context: Context, _ description: OperationDescription) async throws {
        self.request = request
        self.context = context
        self.description = description
        texts = try Self.texts(request, context, description)
        body = try await Self.body(request, description)
    }

    /// What a parameter of the operation says.
    func callAsFunction<Value>(_ parameter: Parameter<Value>) throws(APIProblem) -> Value {
        let name = parameter.description.name
        precondition(description.parameters.contains { $0.name == name }, "\(description.name) does not take \(name)")
        guard let value = parameter.read(texts[name]) else { throw .parameter(name, "it cannot be read") }
        return value
    }

    /// The body, which fits its schema.
    func decode<Body: Decodable>(_ type: Body.Type = Body.self) throws -> Body {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: body)
    }

    private static func texts(
        _ request: Request, _ context: Context, _ description: OperationDescription
    ) throws -> [String: String] {
        var texts: [String: String] = [:]
        let query = try QueryTexts(request)
        let known = Set(description.parameters.lazy.filter { $0.place == .query }.map(\.name))
        if let unknown = query.names.first(where: { !known.contains($0) }) {
            throw APIProblem.unknownParameter(unknown)
        }
        for parameter in description.parameters {
            let text =
                switch parameter.place {
                case .path: context.parameters.get(parameter.name)
                case .query: query[parameter.name]
                case .header: HTTPField.Name(parameter.name).flatMap { request.headers[$0] }
                }
            try parameter.check(text)
            texts[parameter.name] = text
        }
        return texts
    }

    private static var limit: Int { 1 << 20 }

    private static func body(_ request: Request, _ description: OperationDescription) async throws -> Data {
        guard let schema = description.body else { return Data() }
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
        guard type == "application/json" else { throw APIProblem.mediaType }
        let bytes = try await request.body.collect(upTo: limit)
        let data = Data(bytes.readableBytesView)
        guard String(validating: data, as: UTF8.self) != nil,
            let value = try? JSONDecoder().decode(JSONValue.self, from: data)
        else { throw APIProblem.malformedJSON }
        let faults = schema.faults(in: value)
        guard faults.isEmpty else { throw APIProblem.body(faults) }
        return data
    }
}

/// The query as it was sent: an empty parameter is not an absent one.
private struct QueryTexts {
    private let texts: [String: String]

    var names: [String] { texts.keys.sorted() }

    init(_ request: Request) throws(RequestProblem) {
        var texts: [String: String] = [:]
        for pair in (request.uri.query ?? "").split(separator: "&") {
            texts.merge(try Form(encoded: String(pair)).fields) { _, last in last }
        }
        self.texts = texts
    }

    subscript(name: String) -> String? { texts[name] }
}

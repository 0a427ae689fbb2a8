import Commerce
import HTTPSupport
import HTTPTypes
import Hummingbird

/// One method of one address: what it takes, what it answers, and who does it. Routes and document come from the same
/// value.
struct Operation<Context: RequestContext>: Sendable {
    let description: OperationDescription
    let perform: @Sendable (Call<Context>) async throws -> Reply
}

/// An operation as the document lists it.
struct OperationDescription: Sendable {
    let method: HTTPRequest.Method
    /// Below the API's root, such as `/products/{product}`.
    var path: String
    /// What a generated client calls it.
    let name: String
    let summary: String
    var detail: String?
    /// Under which heading it stands.
    var group = ""
    var caller: Caller = .anybody
    var parameters: [ParameterDescription] = []
    var body: JSONSchema?
    var answer = AnswerDescription(status: .noContent)
    /// Beside those that any operation may answer.
    var refusals: [any APIRefusal] = []
}

/// Whom an operation lets in.
enum Caller: Hashable, Sendable {
    case anybody
    /// A key, or an account's token, that may do this.
    case holder(of: Commerce.Scope?)
}

/// What a good answer looks like.
struct AnswerDescription: Sendable {
    let status: HTTPResponse.Status
    var schema: JSONSchema?
    /// Names of header fields, with what they say.
    var headers: [(name: String, summary: String)] = []
    /// What can be asked next with what it says.
    var links: [AnswerLink] = []
}

/// An operation that takes something from another one's answer.
struct AnswerLink: Sendable {
    let operation: String
    /// Parameters by name, each as an OpenAPI runtime expression such as `$response.body#/id`.
    let parameters: [String: String]
}

extension OperationDescription {
    static func get(_ path: String, _ name: String, _ summary: String) -> Self {
        Self(method: .get, path: path, name: name, summary: summary)
    }

    static func post(_ path: String, _ name: String, _ summary: String) -> Self {
        Self(method: .post, path: path, name: name, summary: summary)
    }

    static func delete(_ path: String, _ name: String, _ summary: String) -> Self {
        Self(method: .delete, path: path, name: name, summary: summary)
    }

    static func put(_ path: String, _ name: String, _ summary: String) -> Self {
        Self(method: .put, path: path, name: name, summary: summary)
    }

    func explained(_ detail: String) -> Self { with { $0.detail = detail } }

    func needs(_ scope: Commerce.Scope?) -> Self { with { $0.caller = .holder(of: scope) } }

    func takes(_ parameters: ParameterDescription...) -> Self { with { $0.parameters += parameters } }

    func takes(body: JSONSchema) -> Self { with { $0.body = body } }

    func answers(_ schema: JSONSchema) -> Self { with { $0.answer = AnswerDescription(status: .ok, schema: schema) } }

    /// The answer of a new thing, with its address in `Location`.
    func creates(_ schema: JSONSchema) -> Self {
        with {
            $0.answer = AnswerDescription(
                status: .created, schema: schema, headers: [("Location", "The address of what was made.")])
        }
    }

    /// Its answer says in which state the thing is, and a change may demand that state.
    func tagged() -> Self {
        with {
            $0.answer.headers.append(("ETag", "The state that is shown."))
            $0.parameters.append($0.method == .get ? EntityTag.noneMatch : EntityTag.match)
        }
    }

    /// Its answer's `id` is what these operations take as that parameter.
    func leads(to operations: String..., by parameter: String, of member: String = "id") -> Self {
        with {
            $0.answer.links += operations.map {
                AnswerLink(operation: $0, parameters: [parameter: "$response.body#/\(member)"])
            }
        }
    }

    func fails(_ types: any APIRefusal.Type...) -> Self { with { $0.refusals += types.flatMap { $0.documented } } }

    /// With who does it, the description is an operation.
    func done<Context>(_ perform: @escaping @Sendable (Call<Context>) async throws -> Reply) -> Operation<Context> {
        Operation(description: self, perform: perform)
    }

    private func with(_ change: (inout Self) -> Void) -> Self {
        var description = self
        change(&description)
        return description
    }
}

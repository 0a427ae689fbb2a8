import HTTPSupport
import HTTPTypes
import Hummingbird

extension RouterMethods {
    /// Serves what is described, at the addresses that are described, to whom the description lets in.
    func add(
        _ operations: [Operation<Context>],
        admitting admit: @escaping @Sendable (Caller, Context) throws -> Void = { _, _ in }
    ) {
        for operation in operations {
            let description = operation.description
            on(RouterPath(description.path), method: description.method) { request, context in
                try admit(description.caller, context)
                let call = try await Call(request, context, description)
                let fields = description.isSparse ? try SparseFields.read(call, of: description.answer.schema) : []
                return try await operation.perform(call).keeping(fields).response(to: request)
            }
        }
    }
}

extension Caller {
    /// - Throws: ``APIProblem`` where the key may not do that.
    func admit(_ context: APIKeyRequestContext) throws(APIProblem) {
        if case .holder(let scope?) = self { try context.require(scope) }
    }
}

extension RouterMethods {
    /// Says which methods an address takes to whoever tries another, and that there is nothing at any other address.
    func refuseTheRest(of descriptions: [OperationDescription]) {
        let methods = Dictionary(grouping: descriptions, by: \.path).mapValues { $0.map(\.method) }
        for (path, known) in methods.sorted(by: { $0.key < $1.key }) {
            // A HEAD is answered wherever a GET is.
            let taken = known.contains(.get) ? known + [.head] : known
            for method in HTTPRequest.Method.usual where !taken.contains(method) {
                on(RouterPath(path), method: method) { _, _ -> Response in throw APIProblem.methodNotAllowed(known) }
            }
        }
        for method in HTTPRequest.Method.usual {
            on("**", method: method) { _, _ -> Response in throw APIProblem.notFound }
        }
    }
}

extension HTTPRequest.Method {
    fileprivate static let usual: [Self] =
        [.get, .head, .post, .put, .patch, .delete, .trace] + [Self("QUERY")].compactMap(\.self)
}

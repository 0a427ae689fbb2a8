import HTTPSupport
import HTTPTypes
import Hummingbird

extension RouterMethods where Context == APIKeyRequestContext {
    /// Serves what is described, at the addresses that are described, to the keys that are described.
    func add(_ operations: [Operation<Context>]) {
        for operation in operations {
            let description = operation.description
            on(RouterPath(description.path), method: description.method) { request, context in
                if case .holder(let scope?) = description.caller { try context.require(scope) }
                let call = try await Call(request, context, description)
                return try await operation.perform(call).response(to: request)
            }
        }
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

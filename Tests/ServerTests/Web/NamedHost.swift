import HTTPSupport
import HTTPTypes
import Hummingbird

/// Takes the host from the header `Host`, as a server does; requests that come without a socket all say `localhost`.
struct NamedHost<Inner: HTTPResponder>: HTTPResponder where Inner.Context == AppRequestContext {
    let inner: Inner

    func respond(to request: Request, context: AppRequestContext) async throws -> Response {
        guard let name = HTTPField.Name("Host"), let host = request.headers[name] else {
            return try await inner.respond(to: request, context: context)
        }
        var head = request.head
        head.authority = host
        return try await inner.respond(to: Request(head: head, body: request.body), context: context)
    }
}

import HTTPSupport
import HTTPTypes
import Hummingbird
import Postgres

/// Takes the host from the header `Host`, as a server does, and the client from a header of our own; requests that come
/// without a socket all say `localhost` and come from nowhere.
struct NamedHost<Inner: HTTPResponder>: HTTPResponder where Inner.Context == AppRequestContext {
    let inner: Inner

    func respond(to request: Request, context: AppRequestContext) async throws -> Response {
        var (head, context) = (request.head, context)
        if let name = HTTPField.Name("Host"), let host = request.headers[name] { head.authority = host }
        if let name = testClient, let address = request.headers[name] { context.clientAddress = InetAddress(address) }
        return try await inner.respond(to: Request(head: head, body: request.body), context: context)
    }
}

/// Names the address that a request pretends to come from.
let testClient = HTTPField.Name("X-Test-Client")

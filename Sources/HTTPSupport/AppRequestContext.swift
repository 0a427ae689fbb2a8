package import Commerce
package import Hummingbird
package import Postgres

/// The context in which every request begins.
package struct AppRequestContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// How the storefront is addressed; host routing sets it for shops that have their own host name.
    package var mount = StoreMount.path
    /// The shop that the address names, once the middleware has found it.
    package var shop: Shop?
    /// Whether the shop is closed, and looked at by its own people.
    package var isPreview = false
    /// Who is signed in, once the middleware has found the session.
    package var session: SignedInSession?
    /// The integration's key, once the middleware has looked at it.
    package var apiKey: AuthenticatedKey?
    /// Where the request came from: the other end of the connection, or whom a proxy of ours speaks for.
    package var clientAddress: InetAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        clientAddress = source.channel.remoteAddress?.ipAddress.flatMap { InetAddress($0) }
    }
}

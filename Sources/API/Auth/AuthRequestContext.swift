import Commerce
import HTTPSupport
import Hummingbird
import Postgres

/// The context of `/auth/v1`: it knows whose accounts are meant.
struct AuthRequestContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let realm: Realm
    let clientAddress: InetAddress?

    init(context: AppRequestContext) throws {
        coreContext = context.coreContext
        realm = Realm(context.shop?.id)
        clientAddress = context.clientAddress
    }

    func origin(of request: Request) -> SessionOrigin {
        SessionOrigin(address: clientAddress, userAgent: request.headers[.userAgent])
    }
}

import Commerce
import HTTPSupport
import Hummingbird

/// The context of the console's rooms: it can only be entered by somebody who is signed in. ``OperatorsOnly`` has asked
/// the database before whether they are an operator.
struct OperatorRequestContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let user: SignedInUser
    let cookie: String

    init(context: AppRequestContext) throws {
        guard let session = context.session else { throw RequestProblem.notFound }
        coreContext = context.coreContext
        user = session.user
        cookie = session.cookie
    }
}

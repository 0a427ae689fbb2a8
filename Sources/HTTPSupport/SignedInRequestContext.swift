package import Hummingbird

/// The context of the dashboard's rooms: it can only be entered by somebody who is signed in.
package struct SignedInRequestContext: ChildRequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Who is signed in.
    package let session: SignedInSession

    package init(context: AppRequestContext) throws {
        guard let session = context.session else { throw RequestProblem.notSignedIn }
        self.coreContext = context.coreContext
        self.session = session
    }
}

import HTTPSupport
import Hummingbird

extension Dashboard {
    /// An error page; who is not signed in is led to the door and from there back.
    @Sendable func problemPage(_ problem: RequestProblem, _ request: Request, _ context: AppRequestContext) async
        -> HTMLPage
    {
        HTMLPage(ProblemShow(problem: problem, requestID: context.id).view)
    }
}

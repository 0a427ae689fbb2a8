import Commerce
import HTTPSupport
import HTTPTypes

/// An error page of the dashboard.
struct ProblemShow: Sendable {
    let problem: RequestProblem
    let requestID: String

    var view: HTML {
        let wording = ProblemWording(.english)
        let main: HTML = """
            <div class="door"><p class="soft">\(problem.status.code)</p><h1>\(wording.title(problem))</h1>
            <p>\(wording.advice(problem))</p><p>\(door)</p>
            \(HTML.when(problem == .unexpected, "<p class=\"soft\">\(wording.reference) \(requestID)</p>"))</div>
            """
        return DashboardLayout(title: wording.title(problem)).document(main)
    }

    private var door: HTML {
        switch problem {
        case .planLimit, .readOnly: "<a class=\"button\" href=\"\(url: PlanLimit.path)\">To the plan</a>"
        default: "<a class=\"button\" href=\"/dashboard\">To the dashboard</a>"
        }
    }
}

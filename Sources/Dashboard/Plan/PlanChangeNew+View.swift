import Commerce
import HTTPSupport

extension PlanChangeNew.Model {
    func view(_ chrome: DashboardChrome?, _ token: String) -> HTML {
        let main: HTML = """
            <p class="back"><a href="\(url: PlanLimit.path)">Plan</a></p><h1>\(title)</h1>\(notice?.view)
            <section class="card"><h2>What it costs, as Stripe computes it</h2>
            <dl class="sums">\(lines.map { "<div><dt>\($0.text)</dt><dd>\($0.amount)</dd></div>" })
            <div class="grand"><dt>To pay</dt><dd>\(due)</dd></div></dl><p>\(explanation)</p>\(beyond)
            <div class="actions"><form method="post" action="/dashboard/plan/changes">
            \(PlanForm.fields(token, submission))<input type="hidden" name="plan" value="\(plan)">
            <input type="hidden" name="previewed_at" value="\(previewedAt)">
            <button class="button" type="submit">Confirm</button></form>
            <a class="button quiet" href="\(url: PlanLimit.path)">Back</a></div></section>
            """
        return DashboardLayout(title: title, chrome: chrome).document(main)
    }

    private var beyond: HTML {
        let list: HTML = "<ul class=\"points\">\(excesses.map { "<li>\($0)</li>" })</ul>"
        return .when(
            !excesses.isEmpty,
            "<h3>You have more than the new plan allows</h3><p>Nothing is deleted, and nothing can be added.</p>\(list)"
        )
    }
}

extension PlanChangeNew.Refusal {
    func view(_ chrome: DashboardChrome?) -> HTML {
        let main: HTML = """
            <p class="back"><a href="\(url: PlanLimit.path)">Plan</a></p><h1>Change plan</h1>\(notice.view)
            """
        return DashboardLayout(title: "Change plan", chrome: chrome).document(main)
    }
}

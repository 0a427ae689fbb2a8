import Commerce
import HTTPSupport

extension PlanShow.Model {
    func view(_ chrome: DashboardChrome?, _ token: String) -> HTML {
        let main: HTML = """
            <div class="head"><h1>Plan</h1></div>\(notice?.view)\(unconfigured)
            <section class="card"><div class="head"><h2>\(name)</h2><p>\(state.view)</p></div>
            \(sentences.map { "<p>\($0)</p>" })\(buttons(token))</section>
            \(beyond)
            <section><h2 class="apart">Plans</h2><ul class="plans">\(cards.map { $0.view(token, submission) })</ul></section>
            <section class="card"><h2>What you use</h2>\(meters.map(\.view))</section>
            \(history.view)
            """
        return DashboardLayout(title: "Plan", chrome: chrome).document(main)
    }

    private var unconfigured: HTML {
        .when(!isConfigured, "<p class=\"notice\" role=\"status\">\(BillingError.notConfigured.description)</p>")
    }

    private var beyond: HTML {
        let list: HTML = "<ul class=\"points\">\(excesses.map { "<li>\($0)</li>" })</ul>"
        return .when(
            !excesses.isEmpty,
            """
            <section class="card"><h2>More than the plan allows</h2>
            <p>Nothing is taken away. Until there is room again, or you have a larger plan, nothing can be added.</p>
            \(list)</section>
            """
        )
    }

    private func buttons(_ token: String) -> HTML {
        .when(!actions.isEmpty, "<div class=\"actions\">\(actions.map { $0.view(token, submission) })</div>")
    }
}

extension PlanShow.Action {
    func view(_ token: String, _ submission: String) -> HTML {
        switch self {
        case .portal(let title): button(title, "portal", token, submission)
        case .invoices: "<a class=\"button quiet\" href=\"/dashboard/plan/invoices\">Invoices</a>"
        case .end:
            button("Cancel plan", "end", token, submission, "<input type=\"hidden\" name=\"ends\" value=\"yes\">")
        case .resume:
            button("Keep plan", "end", token, submission, "<input type=\"hidden\" name=\"ends\" value=\"no\">")
        }
    }

    private func button(
        _ title: String,
        _ path: String,
        _ token: String,
        _ submission: String,
        _ field: HTML = .empty
    ) -> HTML {
        """
        <form method="post" action="\(url: "\(PlanLimit.path)/\(path)")">\(PlanForm.fields(token, submission))\(field)
        <button class="button quiet" type="submit">\(title)</button></form>
        """
    }
}

extension PlanShow.Card {
    func view(_ token: String, _ submission: String) -> HTML {
        """
        <li class="card plan"\(attribute: "aria-current", isCurrent ? "true" : nil)><h3>\(name)</h3>
        <p class="soft">\(summary)</p><p><span class="figure">\(price)</span> <span class="soft">\(per)</span></p>
        <ul class="points">\(allowances.map { "<li>\($0)</li>" })</ul>\(button(token, submission))</li>
        """
    }

    private var isCurrent: Bool {
        guard case .current = offer else { return false }
        return true
    }

    private func button(_ token: String, _ submission: String) -> HTML {
        switch offer {
        case .current: "<p class=\"choice\">Your plan</p>"
        case .unavailable(let reason): "<p class=\"choice soft\">\(reason)</p>"
        case .buy(let kind):
            """
            <form method="post" action="/dashboard/plan/checkouts">\(PlanForm.fields(token, submission))
            <input type="hidden" name="plan" value="\(kind)">
            <button class="button" type="submit">Choose<span class="sr"> \(name)</span></button></form>
            """
        case .change(let kind, let word):
            """
            <a class="button" href="\(url: "/dashboard/plan/changes?plan=\(kind)")">\(word)\
            <span class="sr"> to \(name)</span></a>
            """
        }
    }
}

extension PlanShow.MeterGroup {
    var view: HTML { "<h3>\(title)</h3><ul class=\"meters\">\(meters.map(\.view))</ul>" }
}

extension PlanShow.Meter {
    var view: HTML {
        "<li><span>\(label)</span> <span\(attribute: "class", isOver ? "low" : nil)>\(text)</span>\(bar)</li>"
    }

    private var isOver: Bool { limit.map { used >= $0 && used > 0 } ?? false }

    private var text: String {
        guard let limit else { return isLimited ? "\(Counts.text(used)), unlimited" : Counts.text(used) }
        return "\(Counts.text(used)) of \(Counts.text(limit))"
    }

    /// The numbers beside it say the same, so it is decoration.
    private var bar: HTML {
        guard let limit else { return .empty }
        return """
            <progress\(attribute: "class", isOver ? "over" : nil) max="\(max(limit, 1))" value="\(min(used, max(limit, 1)))" \
            aria-hidden="true"></progress>
            """
    }
}

/// What every form about the plan carries.
enum PlanForm {
    static func fields(_ token: String, _ submission: String) -> HTML {
        """
        <input type="hidden" name="\(FormTokens.field)" value="\(token)">\
        <input type="hidden" name="submission" value="\(submission)">
        """
    }
}

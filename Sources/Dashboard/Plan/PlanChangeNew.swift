import Commerce
import Foundation
import HTTPSupport
import Hummingbird
import Pricing

/// What another plan would cost, before anything is charged.
struct PlanChangeNew: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        guard let kind = Plan.Kind(rawValue: try Query(request)["plan"]) else { throw RequestProblem.notFound }
        return try await page(kind, context)
    }

    @Sendable func confirm(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        let form = try await Form(request)
        try dashboard.forms.check(form, session: context.session.cookie)
        guard let kind = Plan.Kind(rawValue: form["plan"]), let seconds = Int(form["previewed_at"]),
            let key = IdempotencyKey(form["submission"])
        else { throw RequestProblem.malformedForm }
        do {
            let date = Date(timeIntervalSince1970: TimeInterval(seconds))
            try await ChangePlan(dashboard.billing)(to: kind, for: context.owner, previewedAt: date, key: key)
            return try SeeOther("\(PlanLimit.path)?done=changed").response(from: request, context: context)
        } catch let error as BillingError where error != .noOwner {
            var page = try await page(kind, context, notice: Notice(sentence: error.description))
            page.status = .conflict
            return try page.response(from: request, context: context)
        }
    }

    private func page(
        _ kind: Plan.Kind,
        _ context: SignedInRequestContext,
        notice: Notice? = nil
    ) async throws -> HTMLPage {
        _ = try await dashboard.planOverview(context)
        let chrome = dashboard.planChrome(context)
        let token = dashboard.formToken(context)
        do {
            let preview = try await ChangePlan(dashboard.billing).preview(kind, for: context.owner)
            return HTMLPage(Model(preview, notice: notice).view(chrome, token))
        } catch let error as BillingError {
            var page = HTMLPage(Refusal(notice: notice ?? Notice(sentence: error.description)).view(chrome))
            page.status = .conflict
            return page
        }
    }
}

extension PlanChangeNew {
    /// What is asked before the plan is changed.
    struct Model: Sendable {
        let title: String
        let lines: [(text: String, amount: String)]
        let due: String
        let explanation: String
        let excesses: [String]
        let plan: String
        let previewedAt: Int
        let submission = UUID().uuidString
        let notice: Notice?

        init(_ preview: ChangePlan.Preview, notice: Notice?) {
            title = "From \(preview.current.name) to \(preview.plan.name)"
            lines = preview.proration.lines.map { ($0.text, $0.amount.formatted()) }
            due = preview.proration.amountDue.formatted()
            explanation =
                preview.settlement == .now
                ? "This is charged to your card when you confirm. Without the payment nothing changes."
                : "Nothing is charged now. What you have paid ahead is taken off your next invoice, which is this one."
            excesses = preview.excesses.map(\.sentence)
            plan = preview.plan.kind.rawValue
            previewedAt = Int(preview.date.timeIntervalSince1970)
            self.notice = notice
        }
    }

    /// Why there is nothing to confirm.
    struct Refusal: Sendable {
        let notice: Notice
    }
}

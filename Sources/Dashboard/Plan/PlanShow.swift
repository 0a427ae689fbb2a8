import Commerce
import Foundation
import HTTPSupport
import HTTPTypes
import Hummingbird

/// The owner's plan: what it allows, what is used of it, and every way to change it.
struct PlanShow: Sendable {
    let dashboard: Dashboard

    @Sendable func show(_ request: Request, context: SignedInRequestContext) async throws -> HTMLPage {
        let query = try Query(request)
        var notice = Self.notices[query["done"]].map { Notice(sentence: $0, isGood: true) }
        if !query["checkout"].isEmpty { notice = try await finish(query["checkout"], context) }
        return try await page(context, notice: notice)
    }

    /// Leads to Stripe's page, on which the plan is bought.
    @Sendable func buy(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        try await act(request, context) { form, key in
            guard let kind = Plan.Kind(rawValue: form["plan"]) else { throw BillingError.notForSale }
            let start = StartPlanCheckout(dashboard.billing)
            return try await start(kind, for: context.owner, key: key, returningTo: dashboard.planAddress).address
        }
    }

    /// Leads to Stripe's page for cards, addresses and invoices.
    @Sendable func openPortal(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        try await act(request, context) { _, _ in
            let open = OpenBillingPortal(dashboard.billing)
            return try await open(for: context.owner, returningTo: dashboard.planAddress).address
        }
    }

    /// Cancels with the end of the period, or takes that back.
    @Sendable func end(_ request: Request, context: SignedInRequestContext) async throws -> Response {
        try await act(request, context) { form, key in
            let ends = form["ends"] == "yes"
            try await EndPlan(dashboard.billing)(ends, for: context.session.user.id, key: key)
            return "\(PlanLimit.path)?done=\(ends ? "ends" : "stays")"
        }
    }

    private static let notices = [
        "ends": "Your plan ends with the period you have paid for. Until then everything stays as it is.",
        "stays": "Your plan goes on.",
        "changed": "Your plan was changed.",
    ]

    /// What Stripe's page led to; its webhook may be faster or slower than the browser.
    private func finish(_ checkout: String, _ context: SignedInRequestContext) async throws -> Notice {
        do {
            return switch try await FinishPlanCheckout(dashboard.billing)(checkout, of: context.session.user.id) {
            case .begun: Notice(sentence: "Thank you. Your plan has begun.", isGood: true)
            case .unconfirmed: Self.unconfirmed
            case .nothing: Notice(sentence: "Nothing was bought on Stripe's page. Choose a plan to try again.")
            }
        } catch BillingError.unavailable {
            return Self.unconfirmed
        } catch let error as BillingError {
            return Notice(sentence: error.description)
        }
    }

    private static let unconfirmed = Notice(
        sentence: "Stripe has not confirmed your plan yet. It will appear here within minutes.", isGood: true)

    private func act(
        _ request: Request,
        _ context: SignedInRequestContext,
        _ body: (Form, IdempotencyKey) async throws -> String
    ) async throws -> Response {
        let form = try await Form(request)
        try dashboard.forms.check(form, session: context.session.cookie)
        guard let key = IdempotencyKey(form["submission"]) else { throw RequestProblem.malformedForm }
        do {
            return try SeeOther(try await body(form, key)).response(from: request, context: context)
        } catch let error as BillingError where error != .noOwner {
            var page = try await page(context, notice: Notice(sentence: error.description))
            page.status = .conflict
            return try page.response(from: request, context: context)
        }
    }

    private func page(_ context: SignedInRequestContext, notice: Notice?) async throws -> HTMLPage {
        let overview = try await dashboard.planOverview(context)
        var model = Model(overview, at: overview.date)
        model.notice = notice
        var page = HTMLPage(model.view(dashboard.planChrome(context), dashboard.formToken(context)))
        page.headers[.contentSecurityPolicy] = ContentPolicy.stripeBilling.header
        return page
    }
}

extension Dashboard {
    /// The plan is its owner's alone: for everybody else there is no such page.
    func planOverview(_ context: SignedInRequestContext) async throws -> PlanOverview {
        do {
            return try await ShowPlan(billing)(of: context.session.user.id)
        } catch BillingError.noOwner {
            throw RequestProblem.notFound
        }
    }

    /// What stands around the page: the rooms of the owner's first store. An owner without one has none yet.
    func planChrome(_ context: SignedInRequestContext) -> DashboardChrome? {
        context.session.memberships.first(where: \.isOwner).map { chrome($0.store, .plan, context) } ?? chrome(context)
    }

    /// Where Stripe leads back to.
    var planAddress: String { "\(site.scheme)://\(site.authority)\(PlanLimit.path)" }

    func formToken(_ context: SignedInRequestContext) -> String { forms.token(for: context.session.cookie) }
}

extension SignedInRequestContext {
    var owner: BillingOwner { BillingOwner(id: session.user.id, email: session.user.email) }
}

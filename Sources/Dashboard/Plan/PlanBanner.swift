import Commerce
import Foundation
import HTTPSupport
import Hummingbird

/// A line above every room about a plan that needs something.
struct PlanBanner: Sendable {
    /// What the page that is being drawn is to say; travels with the request, so that no room has to pass it on.
    @TaskLocal static var current: PlanBanner?

    let sentence: String
    let isUrgent: Bool
    /// Where it is mended; nil for whoever cannot.
    let action: String?

    var view: HTML {
        """
        <p class="banner\(isUrgent ? " urgent" : "")" role="\(isUrgent ? "alert" : "status")">\(sentence) \
        \(action.map { "<a href=\"\(url: PlanLimit.path)\">\($0)</a>" })</p>
        """
    }
}

extension PlanBanner {
    init(_ warning: PlanWarning, for user: ID<User>) {
        let isOwner = warning.owner == user
        sentence = Self.sentence(warning.kind) + (isOwner ? "" : " Only the owner of the store can change that.")
        isUrgent = warning.isReadOnly
        action = isOwner ? Self.action(warning.kind) : nil
    }

    private static func sentence(_ kind: PlanWarning.Kind) -> String {
        switch kind {
        case .trialEnds(let date): "The trial ends on \(PlanDates.day(date))."
        case .planEnds(let date): "The plan ends on \(PlanDates.day(date))."
        case .paymentFailed(let date):
            "The last payment did not go through. From \(PlanDates.day(date)) on this dashboard can only be read."
        case .trialEnded: "The trial has ended: shops are closed, and this dashboard can only be read."
        case .unpaid: "The plan is not paid: this dashboard can only be read."
        case .planEnded: "The plan has ended: shops are closed, and this dashboard can only be read."
        }
    }

    private static func action(_ kind: PlanWarning.Kind) -> String {
        switch kind {
        case .paymentFailed, .unpaid: "Pay now"
        case .planEnds: "Keep the plan"
        case .trialEnds, .trialEnded, .planEnded: "Choose a plan"
        }
    }
}

/// Looks, once a request, whether there is something to say.
struct PlanBanners: RouterMiddleware {
    private let find: FindPlanWarning

    init(_ dashboard: Dashboard) {
        find = FindPlanWarning(dashboard.billing)
    }

    func handle(
        _ request: Request,
        context: AppRequestContext,
        next: (Request, AppRequestContext) async throws -> Response
    ) async throws -> Response {
        guard let user = context.session?.user.id,
            let warning = try await find(inStore: context.parameters.get("store"), for: user)
        else { return try await next(request, context) }
        return try await PlanBanner.$current.withValue(PlanBanner(warning, for: user)) {
            try await next(request, context)
        }
    }
}

/// Days on pages about the plan; the same for every store, so in no store's time zone.
enum PlanDates {
    static func day(_ date: Date) -> String {
        date.formatted(
            Date.FormatStyle(date: .long, time: .omitted, locale: Locale(identifier: "en-GB"), timeZone: .gmt)
        )
    }
}

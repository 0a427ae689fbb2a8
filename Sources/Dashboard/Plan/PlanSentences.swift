import Commerce
import Foundation

/// How a plan stands and what comes next, in sentences.
struct PlanSentences {
    let all: [String]

    init(_ overview: PlanOverview, at now: Date) {
        guard let subscription = overview.subscription else {
            all = ["You have no plan. Choose one to open your shops."]
            return
        }
        all = Self.standing(subscription, at: now) + Self.consequence(overview, at: now)
    }

    private static func standing(_ subscription: Subscription, at now: Date) -> [String] {
        let end = subscription.periodEnd.map(PlanDates.day) ?? "the end of the period"
        switch subscription.status {
        case .trialing where subscription.isTrial:
            return ["Your trial runs until \(end): \(left(until: subscription.periodEnd, at: now))."]
        case .trialing: return ["Nothing is charged before \(end)."]
        case .active where subscription.providerID == nil:
            return ["The operator has given you this plan; nothing is charged."]
        case .active where subscription.cancelAtPeriodEnd:
            return ["You have cancelled. Everything works until \(end); then your shops close and nothing is deleted."]
        case .active: return ["Renews on \(end)."]
        case .pastDue, .unpaid: return ["The last payment did not go through."]
        case .paused where subscription.isTrial: return ["Your trial ended on \(end)."]
        case .paused: return ["Your plan is paused at Stripe."]
        case .canceled, .incompleteExpired: return ["Your plan has ended."]
        case .incomplete: return ["The first payment is not complete yet."]
        case .other: return []
        }
    }

    private static func consequence(_ overview: PlanOverview, at now: Date) -> [String] {
        guard let subscription = overview.subscription else { return [] }
        if subscription.closedAt != nil || subscription.status == .unpaid {
            return [
                "Your shops are closed and your dashboard can only be read. Nothing was deleted: pay, and all opens again."
            ]
        }
        guard let from = overview.readOnlyFrom else { return [] }
        if from <= now, subscription.isOwed {
            return ["Your dashboard can only be read. Your shops stay open \(closing(overview))."]
        }
        if from <= now {
            return [
                "Your shops are closed and your dashboard can only be read. Nothing was deleted: choose a plan, and all opens again."
            ]
        }
        return subscription.isOwed ? ["From \(PlanDates.day(from)) on your dashboard can only be read."] : []
    }

    private static func closing(_ overview: PlanOverview) -> String {
        guard let since = overview.subscription?.pastDueSince, let days = overview.plan?.grace.daysUntilClosed else {
            return "for now"
        }
        return "until \(PlanDates.day(since + TimeInterval(days) * 86_400))"
    }

    private static func left(until end: Date?, at now: Date) -> String {
        let days = Int(((end ?? now).timeIntervalSince(now) / 86_400).rounded(.up))
        return days == 1 ? "1 day left" : "\(max(days, 0)) days left"
    }
}

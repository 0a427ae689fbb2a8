import Foundation
import Postgres

/// Something about their plan that an owner is told by letter, once.
struct BillingNotice: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable {
        case trialEnding = "trial_ending"
        case trialEnded = "trial_ended"
        case planStarted = "plan_started"
        case planChanged = "plan_changed"
        case paymentFailed = "payment_failed"
        case shopsClosed = "shops_closed"
        case cancelScheduled = "cancel_scheduled"
        case planEnded = "plan_ended"
    }

    struct Details: Codable, Hashable, Sendable {
        var plan: String?
        var date: Date?
    }

    let kind: Kind
    /// A second notice of the same kind and occasion is the same notice.
    let occasion: String
    let details: Details

    func insert(for owner: ID<User>) throws -> SQL {
        """
        INSERT INTO billing_notices (store_owner_id, kind, occasion, details)
        VALUES (\(owner), \(kind.rawValue), \(occasion), \(try JSON(encoding: details))) ON CONFLICT DO NOTHING
        """
    }
}

extension BillingNotice {
    /// What is told when the plan that counts was `before` and is `after`.
    static func of(_ before: Subscription?, _ after: Subscription?, occasion: String) -> [BillingNotice] {
        guard let after, let name = after.providerID else {
            guard after == nil, let before, let name = before.providerID else { return [] }
            return [BillingNotice(.planEnded, name, before)]
        }
        let known = before?.providerID == name ? before : nil
        var notices: [BillingNotice] = []
        if known == nil {
            notices.append(BillingNotice(.planStarted, name, after))
        } else if known?.plan != after.plan {
            notices.append(BillingNotice(.planChanged, occasion, after))
        }
        if after.isOwed, known?.isOwed != true {
            notices.append(
                BillingNotice(.paymentFailed, after.latestInvoice ?? "\(name)/\(after.periodEnd ?? .now)", after))
        }
        if after.cancelAtPeriodEnd, known?.cancelAtPeriodEnd != true {
            let end = after.periodEnd.map { "\(Int($0.timeIntervalSince1970))" } ?? occasion
            notices.append(BillingNotice(.cancelScheduled, "\(name)/\(end)", after))
        }
        return notices
    }

    private init(_ kind: Kind, _ occasion: String, _ subscription: Subscription) {
        self.init(
            kind: kind,
            occasion: occasion,
            details: Details(plan: subscription.plan.rawValue, date: subscription.periodEnd)
        )
    }
}

import Foundation
import HTTPSupport

extension PlanShow {
    /// What the page about the plan shows.
    struct Model: Sendable {
        let name: String
        let state: Badge
        /// How it stands and what comes next.
        let sentences: [String]
        let actions: [Action]
        let meters: [MeterGroup]
        let history: PlanHistory
        let cards: [Card]
        /// What there is more of than the plan allows.
        let excesses: [String]
        let isConfigured: Bool
        /// The same form sent twice is one submission.
        let submission = UUID().uuidString
        var notice: Notice?
    }

    enum Action: Sendable {
        case portal(String)
        case end
        case resume
        case invoices
    }

    struct MeterGroup: Sendable {
        let title: String
        let meters: [Meter]
    }

    /// How much of something is used.
    struct Meter: Sendable {
        let label: String
        let used: Int
        /// Nil is no limit.
        let limit: Int?
        /// Whether plans limit it; otherwise it is only counted.
        var isLimited = true
    }

    /// A plan on offer.
    struct Card: Sendable {
        let name: String
        let summary: String
        let price: String
        let per: String
        let allowances: [String]
        let offer: Offer

        enum Offer: Sendable {
            case current
            case buy(kind: String)
            case change(kind: String, word: String)
            case unavailable(String)
        }
    }
}

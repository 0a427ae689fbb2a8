import Foundation
import Postgres

/// A notice on its way to become a letter.
struct BillingLetter: PostgresRow {
    let owner: ID<User>
    let kind: BillingNotice.Kind?
    let occasion: String
    let email: String
    let plan: String
    let date: Date?

    init(row: Row) throws {
        owner = try row["store_owner_id"]
        kind = BillingNotice.Kind(rawValue: try row["kind"])
        occasion = try row["occasion"]
        email = try row["email"]
        plan = try row.decode("plan", as: String?.self) ?? "your"
        date = try row.decode("details", as: JSON.self).decode(BillingNotice.Details.self).date
    }

    static func waiting(limit: Int) -> SQL {
        """
        SELECT n.store_owner_id, n.kind, n.occasion, n.details, o.email, l.display_name AS plan
        FROM billing_notices n JOIN store_owners o ON o.id = n.store_owner_id
        LEFT JOIN plan_limits l ON l.plan_type = n.details ->> 'plan'
        WHERE n.queued_at IS NULL ORDER BY n.created_at LIMIT \(limit) FOR UPDATE OF n SKIP LOCKED
        """
    }

    var mark: SQL {
        """
        UPDATE billing_notices SET queued_at = now()
        WHERE store_owner_id = \(owner) AND kind = \(kind?.rawValue ?? "") AND occasion = \(occasion)
        """
    }

    /// Nil for an address that no mail can be sent to.
    func letter(leadingTo address: String) -> Letter? {
        guard let recipient = EmailAddress(email), let words else { return nil }
        return Letter(
            to: recipient,
            subject: words.subject,
            paragraphs: words.paragraphs,
            action: Letter.Action(title: words.action, address: address),
            footnote: "You get this letter because you are the owner of a store."
        )
    }

    private struct Words {
        let subject: String
        let paragraphs: [String]
        let action: String
    }

    private var words: Words? {
        switch kind {
        case .trialEnding:
            Words(
                subject: "Your trial ends on \(day)",
                paragraphs: [
                    "Choose a plan before then and your shops stay open without a pause.",
                    "If you do not, they close to visitors. Nothing is deleted, and they open again as soon as you choose one.",
                ],
                action: "Choose a plan"
            )
        case .trialEnded:
            Words(
                subject: "Your trial has ended",
                paragraphs: [
                    "Your shops are closed to visitors now, and your dashboard can only be read.",
                    "Nothing was deleted. Choose a plan and everything opens again at once.",
                ],
                action: "Choose a plan"
            )
        case .planStarted:
            Words(
                subject: "Your \(plan) plan has begun",
                paragraphs: ["Thank you. What your plan allows, your invoices and your card are on one page."],
                action: "Look at your plan"
            )
        case .planChanged:
            Words(
                subject: "You have the \(plan) plan now",
                paragraphs: [
                    "Your plan was changed. If you have more than it allows, nothing is taken away; you can add no more until there is room."
                ],
                action: "Look at your plan"
            )
        default: wordsOfEnding
        }
    }

    private var wordsOfEnding: Words? {
        switch kind {
        case .paymentFailed:
            Words(
                subject: "Your payment did not go through",
                paragraphs: [
                    "We could not collect what your \(plan) plan costs. The card may have expired, or the bank said no.",
                    "Your shops stay open for now. Pay the open invoice, or use another card, and nothing else happens.",
                ],
                action: "Pay now"
            )
        case .shopsClosed:
            Words(
                subject: "Your shops are closed",
                paragraphs: [
                    "Your \(plan) plan has not been paid for some time, so your shops are closed to visitors.",
                    "Nothing was deleted. Pay the open invoice and they open again at once.",
                ],
                action: "Pay now"
            )
        case .cancelScheduled:
            Words(
                subject: "Your plan ends on \(day)",
                paragraphs: [
                    "You have cancelled your \(plan) plan. Until \(day) everything works as before; then your shops close to visitors.",
                    "Nothing is deleted. You can change your mind on the same page.",
                ],
                action: "Keep my plan"
            )
        case .planEnded:
            Words(
                subject: "Your plan has ended",
                paragraphs: [
                    "Your shops are closed to visitors now, and your dashboard can only be read.",
                    "Nothing was deleted. Choose a plan and everything opens again at once.",
                ],
                action: "Choose a plan"
            )
        default: nil
        }
    }

    private var day: String {
        guard let date else { return "the last day of the period" }
        return date.formatted(
            Date.FormatStyle(date: .long, time: .omitted, locale: Locale(identifier: "en-GB"), timeZone: .gmt)
        )
    }
}

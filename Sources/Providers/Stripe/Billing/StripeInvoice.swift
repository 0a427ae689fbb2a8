import Commerce
import Foundation
import Pricing

/// Stripe's invoice object, as far as we read it.
struct StripeInvoice: Decodable {
    let id: String?
    let number: String?
    let created: TimeInterval?
    let currency: String
    let total: Int
    let amountDue: Int
    let status: String?
    let page: String?
    let document: String?
    let lines: StripeList<Line>?

    struct Line: Decodable {
        let amount: Int
        let currency: String
        let description: String?
    }

    enum CodingKeys: String, CodingKey {
        case id, number, created, currency, total, status, lines
        case amountDue = "amount_due"
        case page = "hosted_invoice_url"
        case document = "invoice_pdf"
    }

    /// Nothing when the currency is none that we know.
    var domain: BillingInvoice? {
        guard let id, let total = StripeAmount.money(minorUnits: total, currency: currency) else { return nil }
        return BillingInvoice(
            id: id,
            number: number,
            date: Date(timeIntervalSince1970: created ?? 0),
            total: total,
            status: BillingInvoice.Status(rawValue: status ?? ""),
            page: page,
            document: document
        )
    }

    var preview: ProrationPreview? {
        guard let due = StripeAmount.money(minorUnits: amountDue, currency: currency) else { return nil }
        let lines = (lines?.data ?? []).compactMap { line in
            StripeAmount.money(minorUnits: line.amount, currency: line.currency)
                .map { ProrationPreview.Line(text: line.description ?? "Plan", amount: $0) }
        }
        return ProrationPreview(amountDue: due, lines: lines)
    }
}

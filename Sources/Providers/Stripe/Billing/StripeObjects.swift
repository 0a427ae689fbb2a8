import Commerce
import Foundation

/// Comes as an id, or as the whole object where it was expanded.
struct StripeReference: Decodable {
    let id: String

    private enum CodingKeys: CodingKey {
        case id
    }

    init(from decoder: any Decoder) throws {
        if let id = try? decoder.singleValueContainer().decode(String.self) {
            self.id = id
        } else {
            id = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .id)
        }
    }
}

/// One page of a list.
struct StripeList<Element: Decodable>: Decodable {
    let data: [Element]
}

struct StripeCustomer: Decodable {
    let id: String
    let metadata: [String: String]?
}

/// A page that Stripe serves: a Checkout Session or one of the customer portal.
struct StripePage: Decodable {
    let id: String
    let url: String?

    /// Only an https address may be led to; a Checkout Session that is over has none.
    func page() throws(PaymentProviderError) -> HostedPage {
        guard let url, url.hasPrefix("https://") else { throw PaymentProviderError(.unreadable) }
        return HostedPage(id: id, address: url)
    }
}

/// A Checkout Session that somebody comes back from.
struct StripeCheckout: Decodable {
    let clientReference: String?
    let customer: StripeReference?
    let subscription: StripeReference?

    enum CodingKeys: String, CodingKey {
        case customer, subscription
        case clientReference = "client_reference_id"
    }

    var outcome: CheckoutOutcome {
        CheckoutOutcome(
            owner: clientReference.flatMap(ID<User>.init),
            customer: customer.map { BillingCustomer(id: $0.id) },
            subscription: subscription?.id
        )
    }
}

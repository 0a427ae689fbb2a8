import Commerce
import Pricing

/// Stripe's payment intent object, as far as we read it.
struct StripeIntent: Decodable {
    let id: String
    let status: String
    let amount: Int
    let currency: String
    let clientSecret: String?
    let latestCharge: Charge?
    let lastPaymentError: Failure?
    let metadata: [String: String]?

    enum CodingKeys: String, CodingKey {
        case id, status, amount, currency, metadata
        case clientSecret = "client_secret"
        case latestCharge = "latest_charge"
        case lastPaymentError = "last_payment_error"
    }

    struct Failure: Decodable {
        let code: String?
        let message: String?
    }

    /// Comes as an id, or as the whole object where it was expanded.
    struct Charge: Decodable {
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

    /// Nothing when the currency is none that we know, or the amount none that it has.
    var domain: PaymentIntent? {
        guard let amount = StripeAmount.money(minorUnits: amount, currency: currency) else { return nil }
        return PaymentIntent(
            id: .init(rawValue: id),
            status: .init(rawValue: status),
            amount: amount,
            clientSecret: clientSecret.map { Secret($0) },
            charge: latestCharge?.id,
            failure: lastPaymentError.map { .init(code: $0.code, message: $0.message) },
            reference: reference
        )
    }

    private var reference: PaymentReference? {
        guard let store = metadata?["store_id"].flatMap(ID<Store>.init),
            let order = metadata?["order_id"].flatMap(ID<Order>.init)
        else { return nil }
        return PaymentReference(store: store, order: order)
    }
}

import Commerce
import Foundation

/// Stripe's error answer.
struct StripeFailure: Decodable {
    struct Detail: Decodable {
        let type: String?
        let code: String?
        let message: String?
        let declineCode: String?

        enum CodingKeys: String, CodingKey {
            case type, code, message
            case declineCode = "decline_code"
        }
    }

    let error: Detail

    static func error(status: Int, body: Data, requestID: String?) -> PaymentProviderError {
        let detail = try? JSONDecoder().decode(StripeFailure.self, from: body).error
        return PaymentProviderError(
            kind(status: status, detail),
            status: status,
            providerCode: detail?.declineCode ?? detail?.code,
            message: detail?.message,
            requestID: requestID
        )
    }

    /// 409 is a twin of the call in flight at Stripe's; like 429 and 5xx it is over in a moment.
    private static func kind(status: Int, _ detail: Detail?) -> PaymentProviderError.Kind {
        switch status {
        case 401, 403: .unauthorized
        case 402: .declined
        case 404: .notFound
        case 409, 429, 500...599: .unavailable
        case _ where detail?.type == "card_error": .declined
        default: .refused
        }
    }
}

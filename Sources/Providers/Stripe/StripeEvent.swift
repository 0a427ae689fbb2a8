import Commerce
import Foundation

/// Stripe's event object, as far as we read it.
struct StripeEvent: Decodable {
    let id: String
    let type: String
    let data: Content

    struct Content: Decodable {
        let object: Subject
    }

    /// The object that the event is about; only payment intents are read further.
    struct Subject: Decodable {
        let intent: StripeIntent?

        private enum CodingKeys: CodingKey {
            case object
        }

        init(from decoder: any Decoder) throws {
            let kind = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .object)
            intent = kind == "payment_intent" ? try StripeIntent(from: decoder) : nil
        }
    }

    static func decode(_ body: Data) throws(WebhookError) -> PaymentEvent {
        guard let event = try? JSONDecoder().decode(StripeEvent.self, from: body) else { throw .unreadable }
        return PaymentEvent(id: event.id, type: event.type, intent: event.data.object.intent?.domain)
    }
}

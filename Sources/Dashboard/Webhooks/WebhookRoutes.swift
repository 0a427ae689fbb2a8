import Commerce
import HTTPSupport
import Hummingbird

extension Dashboard {
    /// The webhooks of a store, under its settings.
    func addWebhooks(to settings: RouterGroup<SignedInRequestContext>) {
        let index = WebhookIndex(dashboard: self)
        settings.get("webhooks", use: index.show)
        settings.post("webhooks", use: index.create)
        let page = WebhookShow(dashboard: self)
        settings.get("webhooks/:webhook", use: page.show)
        settings.post("webhooks/:webhook", use: page.change)
        settings.post("webhooks/:webhook/deliveries/:delivery", use: page.replay)
    }
}

extension WebhookTopic {
    var fieldName: String { "topic-\(rawValue)" }

    /// What an owner reads beside the box.
    var title: String {
        let words = rawValue.split(separator: ".")
        return "\(words[0].prefix(1).uppercased())\(words[0].dropFirst()) \(words[1])"
    }
}

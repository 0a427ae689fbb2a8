import Commerce
import Foundation
import HTTPSupport

/// The page of one webhook.
struct WebhookShowView {
    let path: String
    let webhook: WebhookEndpoint
    let log: [WebhookDelivery]
    let secret: String?

    func html(_ token: String) -> HTML {
        """
        <div class="narrow">\(secret.map(WebhookSecretCard.init(secret:))?.view)
        <section class="card"><div class="head"><h2>\(webhook.url)</h2><span>\(webhook.badge.view)</span></div>
        \(webhook.disabledReason.map { "<p>\($0)</p>" })<p class="soft">\(webhook.topics.joined(separator: ", "))</p>
        <p class="soft">The signing secret ends in \(webhook.hint).\(formerSecret)</p>
        <form method="post" action="\(url: path)"><input type="hidden" name="\(FormTokens.field)" value="\(token)">
        <p class="actions">\(button("test", "Send a test"))\(button("rotated", "Make a new secret"))\
        \(webhook.isActive ? button("off", "Switch off") : button("on", "Switch on"))\(button("removed", "Remove"))</p>
        </form></section><section class="card"><h2>What was sent</h2>\(deliveries(token))</section></div>
        """
    }

    private var formerSecret: String {
        webhook.previousUntil.map { " The one before it signs beside it until \($0.formatted(.iso8601))." } ?? ""
    }

    private func button(_ event: String, _ title: String) -> HTML {
        "<button class=\"button quiet\" type=\"submit\" name=\"event\" value=\"\(event)\">\(title)</button>"
    }

    private func deliveries(_ token: String) -> HTML {
        guard !log.isEmpty else { return "<p class=\"soft\">Nothing yet. Send a test to see how it goes.</p>" }
        return "<ul class=\"keys\">\(log.map { row($0, token) })</ul>"
    }

    private func row(_ delivery: WebhookDelivery, _ token: String) -> HTML {
        """
        <li><div class="head"><h3>\(delivery.topic)</h3><span>\(delivery.badge.view)</span></div>
        <p class="soft">\(delivery.createdAt.formatted(.iso8601)) · <code>\(delivery.event.uuidString.lowercased())</code>\
         · attempts: \(delivery.attempts)\(delivery.lastStatus.map { " · answered \($0)" })</p>
        \(delivery.lastError.map { "<p>\($0)</p>" })\
        \(delivery.response.flatMap { $0.isEmpty ? nil : "<p class=\"token\"><code>\($0)</code></p>" })
        <form method="post" action="\(url: "\(path)/deliveries/\(delivery.id)")">
        <input type="hidden" name="\(FormTokens.field)" value="\(token)"><button class="button quiet" type="submit" \
        aria-label="Send \(delivery.topic) of \(delivery.createdAt.formatted(.iso8601)) again">Send again</button></form></li>
        """
    }
}

extension WebhookDelivery {
    fileprivate var badge: Badge {
        switch state {
        case .waiting: Badge(word: attempts == 0 ? "Waiting" : "Tried, waiting", tone: .waiting)
        case .delivered: Badge(word: "Delivered", tone: .good)
        case .failed: Badge(word: "Given up", tone: .bad)
        }
    }
}

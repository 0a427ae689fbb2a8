import Commerce
import Foundation
import HTTPSupport

extension PaymentSettings {
    /// What the page shows.
    struct Model: Sendable {
        let path: String
        let webhook: String
        let fields: [KeyField]
        /// Whether there is something to remove.
        let isKept: Bool
    }
}

extension PaymentSettings.Model {
    init(
        _ record: StripeKeyRecord, _ form: Form?, _ problems: [String: String], path: String, webhook: String
    ) {
        let expiry = record.secret?.expiry?.formatted(.iso8601.year().month().day()) ?? ""
        self.path = path
        self.webhook = webhook
        isKept = record.secret != nil || record.webhookSecret != nil
        fields = [
            KeyField(
                name: "publishable", label: "Publishable key", value: form?["publishable"] ?? record.publishable,
                help: "Shoppers' browsers get to see it.", problem: problems["publishable"]),
            KeyField(
                name: "secret", label: "Secret key", kind: .password, help: Self.help(record.secret),
                problem: problems["secret"]),
            KeyField(
                name: "webhook_secret", label: "Signing secret of the webhook", kind: .password,
                help: Self.help(record.webhookSecret), problem: problems["webhook_secret"]),
            KeyField(
                name: "expiry", label: "Last day of the secret key", kind: .date, value: form?["expiry"] ?? expiry,
                help: "Leave it empty when the key has no end. We write to you 14 and 3 days before.",
                problem: problems["expiry"]),
        ]
    }

    private static func help(_ key: StoredKey?) -> String {
        guard let key else { return "None is kept yet." }
        let end = key.hasEnded() ? " It has ended; enter another." : " Leave empty to keep it."
        return "One is kept, encrypted\(key.hint.map { "; it ends in \($0)" } ?? "").\(end)"
    }

    func view(_ chrome: DashboardChrome) -> HTML {
        """
        <section class="card"><h2>Stripe</h2><p class="soft">With these keys the shop takes cards. Without them it is \
        paid by arrangement. Keys are kept encrypted and never shown again.</p>
        <form method="post" action="\(url: path)" novalidate>
        <input type="hidden" name="\(FormTokens.field)" value="\(chrome.formToken)">\(fields.map(\.view))
        <p class="actions"><button class="button" type="submit">Save</button></p></form></section>
        <section class="card"><h2>Webhook</h2><p>In Stripe, under Developers, Webhooks, add this address for the events \
        <code>payment_intent.*</code>:</p><p><code>\(webhook)</code></p></section>
        \(HTML.when(isKept, removal(chrome)))
        """
    }

    private func removal(_ chrome: DashboardChrome) -> HTML {
        """
        <section class="card"><h2>Take the keys away</h2><p>The shop then takes no cards. Orders that are being paid \
        just now cannot be finished.</p><form method="post" action="\(url: path + "/removal")">
        <input type="hidden" name="\(FormTokens.field)" value="\(chrome.formToken)">
        <p class="actions"><button class="button quiet" type="submit">Remove Stripe's keys</button></p></form></section>
        """
    }
}

import Commerce
import HTTPSupport

extension EmailSettings {
    /// What the page shows.
    struct Model: Sendable {
        let path: String
        let provider: String
        let providerProblem: String?
        let fields: [KeyField]
        let isKept: Bool
    }
}

extension EmailSettings.Model {
    init(_ kept: EmailConfiguration?, _ form: Form?, _ problems: [String: String], path: String) {
        self.path = path
        isKept = kept != nil
        provider = form?["provider"] ?? kept?.provider.rawValue ?? ""
        providerProblem = problems["provider"]
        let hint = kept?.hint.map { "; it ends in \($0)" } ?? ""
        fields = [
            KeyField(
                name: "key", label: "Key", kind: .password,
                help: kept == nil
                    ? "An API key, or user:password for SMTP. It is kept encrypted and never shown again."
                    : "One is kept, encrypted\(hint). Leave empty to keep it.",
                problem: problems["key"]),
            KeyField(
                name: "sender", label: "From", kind: .email, value: form?["sender"] ?? kept?.sender.text ?? "",
                problem: problems["sender"]),
            KeyField(
                name: "sender_name", label: "Name before it", value: form?["sender_name"] ?? kept?.senderName ?? "",
                problem: problems["sender_name"]),
            KeyField(
                name: "reply_to", label: "Replies go to", kind: .email,
                value: form?["reply_to"] ?? kept?.replyTo?.text ?? "", help: "Leave it empty for the same address.",
                problem: problems["reply_to"]),
        ]
    }

    private static let providers = [
        ("sendgrid", "SendGrid"), ("resend", "Resend"), ("mailgun", "Mailgun"), ("ses", "Amazon SES"), ("smtp", "SMTP"),
    ]

    func view(_ chrome: DashboardChrome) -> HTML {
        let options: [HTML] = Self.providers.map { value, name in
            "<option value=\"\(value)\"\(attribute: "selected", when: value == provider)>\(name)</option>"
        }
        return """
            <section class="card"><h2>Your e-mail service</h2><p class="soft">The shop's letters still leave by this \
            platform's own mail server. What you enter here is kept for when they go by your service.</p>
            <form method="post" action="\(url: path)" novalidate>
            <input type="hidden" name="\(FormTokens.field)" value="\(chrome.formToken)">
            <label for="provider">Service</label><select id="provider" name="provider"\
            \(attribute: "aria-invalid", providerProblem == nil ? nil : "true")>\(options)</select>\
            \(providerProblem.map { "<span class=\"error\">\($0)</span>" })\(fields.map(\.view))
            <p class="actions"><button class="button" type="submit">Save</button></p></form></section>
            \(HTML.when(isKept, removal(chrome)))
            """
    }

    private func removal(_ chrome: DashboardChrome) -> HTML {
        """
        <section class="card"><h2>Take the service away</h2><p>Its key is forgotten.</p>
        <form method="post" action="\(url: path + "/removal")">
        <input type="hidden" name="\(FormTokens.field)" value="\(chrome.formToken)">
        <p class="actions"><button class="button quiet" type="submit">Remove the service</button></p></form></section>
        """
    }
}

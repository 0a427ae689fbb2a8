import Commerce
import HTTPSupport

/// The page of all webhooks.
struct WebhookIndexView {
    let path: String
    let webhooks: [WebhookEndpoint]
    let form: Form?
    let problem: WebhookEndpointError?
    /// Of the webhook that was just added.
    let secret: String?

    func html(_ token: String) -> HTML {
        "<div class=\"narrow\">\(secret.map(WebhookSecretCard.init(secret:))?.view)\(list)\(adder(token))</div>"
    }

    private var list: HTML {
        guard !webhooks.isEmpty else {
            return """
                <section class="card nothing"><h2>No webhooks yet</h2>
                <p>A webhook tells a server of yours at once when an order comes in or a product changes.</p></section>
                """
        }
        let rows: [HTML] = webhooks.map { webhook in
            """
            <li><div class="head"><h3><a href="\(url: "\(path)/\(webhook.id)")">\(webhook.url)</a></h3>\
            <span>\(webhook.badge.view)</span></div><p class="soft">\(webhook.topics.joined(separator: ", "))</p></li>
            """
        }
        return "<section class=\"card\"><h2>Where we tell of changes</h2><ul class=\"keys\">\(rows)</ul></section>"
    }

    private func adder(_ token: String) -> HTML {
        let field = KeyField(
            name: "url", label: "Address", value: form?["url"] ?? "", help: "It begins with https://.",
            problem: problem == .noTopic ? nil : problem?.description)
        let boxes: [HTML] = WebhookTopic.allCases.map { topic in
            LabelledCheck(name: topic.fieldName, label: topic.title, isOn: form?.has(topic.fieldName) == true).view
        }
        let topicProblem: HTML? =
            problem == .noTopic ? "<span class=\"error\">\(WebhookEndpointError.noTopic.description)</span>" : nil
        return """
            <section class="card"><h2>Add a webhook</h2><form method="post" action="\(url: path)" novalidate>
            <input type="hidden" name="\(FormTokens.field)" value="\(token)">\(field.view)
            <fieldset class="scopes"><legend>What it is told about</legend>\(topicProblem)\
            <div class="boxes">\(boxes)</div></fieldset>
            <p class="actions"><button class="button" type="submit">Add the webhook</button></p></form></section>
            """
    }
}

/// A secret, the once that it is shown.
struct WebhookSecretCard {
    let secret: String

    var view: HTML {
        """
        <section class="card" role="status"><h2>The signing secret</h2>
        <p>Copy it now: it is shown this once. Your server checks with it that a message comes from us.</p>
        <p class="token"><code>\(secret)</code></p></section>
        """
    }
}

extension WebhookEndpoint {
    var badge: Badge {
        guard isActive else { return Badge(word: "Off", tone: .bad) }
        return failingSince == nil ? Badge(word: "On", tone: .good) : Badge(word: "Failing", tone: .waiting)
    }
}

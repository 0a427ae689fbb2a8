/// A request to somebody else's server.
package struct WebhookRequest: Hashable, Sendable {
    package let url: String
    package let headers: [String: String]
    package let body: String

    package init(url: String, headers: [String: String], body: String) {
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// What came of a request.
package struct WebhookAnswer: Hashable, Sendable {
    /// Characters of a response that are kept.
    package static let longestBody = 1_024

    /// Nil when there was no answer.
    package let status: Int?
    package let body: String?
    /// Nil when the receiver took it.
    package let problem: String?

    package init(status: Int, body: String) {
        self.status = status
        // PostgreSQL keeps no NUL in a text.
        self.body = String(body.replacing("\0", with: "").unicodeScalars.prefix(Self.longestBody).map(Character.init))
        switch status {
        case 200..<300: problem = nil
        case 300..<400:
            problem = "The receiver answered \(status), which leads elsewhere; enter the address it leads to."
        default: problem = "The receiver answered \(status)."
        }
    }

    package init(problem: String) {
        status = nil
        body = nil
        self.problem = problem
    }
}

/// Sends webhooks: never to a private address, never after a redirect, and in bounded time.
package protocol WebhookSender: Sendable {
    func send(_ request: WebhookRequest) async -> WebhookAnswer
}
